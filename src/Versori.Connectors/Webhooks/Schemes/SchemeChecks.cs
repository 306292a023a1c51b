using System.Text;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Webhooks;

/// <summary>
/// Checks a request against the scheme of its webhook. A new scheme needs a record, a case here, and its check.
/// </summary>
internal static class SchemeChecks
{
    public static SchemeCheck Check(
        WebhookDefinition webhook, WebhookRequest request, IReadOnlyList<Secret> secrets, DateTimeOffset now) =>
        webhook.Scheme switch
        {
            NoWebhookScheme => new(WebhookOutcome.Verified),
            _ when secrets.Count == 0 => new(WebhookOutcome.NoSecret, WebhookKeys.NoSecret(webhook)),
            _ when WebhookKeys.LacksEd25519(webhook.Scheme, secrets) =>
                new(WebhookOutcome.NoSecret, Ed25519Provider.Hint),
            HmacWebhookScheme scheme => HmacCheck.Check(scheme, webhook, request, secrets, now),
            StandardWebhooksScheme scheme => HmacCheck.Check(scheme, request, secrets, now),
            HttpSignatureWebhookScheme scheme => HttpSignatureCheck.Check(scheme, webhook, request, secrets, now),
            ApiKeyWebhookScheme scheme => ApiKey(scheme, request, secrets),
            BasicWebhookScheme => Basic(request, secrets),
            _ => throw new NotSupportedException($"The scheme {webhook.Scheme.GetType().Name} is not supported."),
        };

    private static SchemeCheck ApiKey(ApiKeyWebhookScheme scheme, WebhookRequest request, IReadOnlyList<Secret> secrets)
    {
        if (WebhookRequestReader.Value(request, scheme.Key) is not { } value)
            return new(WebhookOutcome.MissingSignature, $"There is no key in '{scheme.Key.At}'.");
        if (!value.StartsWith(scheme.Prefix, StringComparison.Ordinal)) return Judge(false);
        return Judge(WebhookBytes.IsOneOf(Encoding.UTF8.GetBytes(value[scheme.Prefix.Length..]), secrets));
    }

    // RFC 7617 §2
    private static SchemeCheck Basic(WebhookRequest request, IReadOnlyList<Secret> secrets)
    {
        const string Scheme = "Basic ";
        if (WebhookRequestReader.Header(request, "Authorization") is not { } value)
            return new(WebhookOutcome.MissingSignature, "The header 'Authorization' is missing.");
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return Judge(false);
        var isDecoded = WebhookBytes.TryDecode(value[Scheme.Length..].Trim(), WebhookEncoding.Base64, out var bytes);
        return Judge(isDecoded && WebhookBytes.IsOneOf(bytes, secrets));
    }

    private static SchemeCheck Judge(bool isGenuine) =>
        isGenuine ? new(WebhookOutcome.Verified) : new(WebhookOutcome.InvalidSignature, "The key is unknown.");
}
