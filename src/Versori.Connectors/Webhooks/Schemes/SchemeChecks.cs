using System.Text;

namespace Versori.Connectors.Webhooks;

/// <summary>Checks a request by its scheme. A further scheme is a record, a case here, and what it needs beside it.</summary>
internal static class SchemeChecks
{
    public static SchemeCheck Check(WebhookDefinition webhook, WebhookRequest request, IReadOnlyList<Secret> secrets, DateTimeOffset now) => webhook.Scheme switch
    {
        NoWebhookScheme => new(WebhookOutcome.Verified),
        _ when secrets.Count == 0 => new(WebhookOutcome.NoSecret, "No secret was set for this webhook."),
        HmacWebhookScheme scheme => HmacCheck.Check(scheme, webhook, request, secrets, now),
        StandardWebhookScheme scheme => HmacCheck.Check(scheme, request, secrets, now),
        HttpSignatureWebhookScheme scheme => HttpSignatureCheck.Check(scheme, webhook, request, secrets, now),
        ApiKeyWebhookScheme scheme => ApiKey(scheme, request, secrets),
        BasicWebhookScheme => Basic(request, secrets),
        _ => throw new NotSupportedException($"No check for {webhook.Scheme.GetType().Name}."),
    };

    private static SchemeCheck ApiKey(ApiKeyWebhookScheme scheme, WebhookRequest request, IReadOnlyList<Secret> secrets)
    {
        if (WebhookReading.Value(request, scheme.Key) is not { } value) return new(WebhookOutcome.MissingSignature, $"There is no key in '{scheme.Key.At}'.");
        return Judge(value.StartsWith(scheme.Prefix, StringComparison.Ordinal) && WebhookBytes.IsOneOf(Encoding.UTF8.GetBytes(value[scheme.Prefix.Length..]), secrets));
    }

    // RFC 7617 §2
    private static SchemeCheck Basic(WebhookRequest request, IReadOnlyList<Secret> secrets)
    {
        const string Scheme = "Basic ";
        if (WebhookReading.Header(request, "Authorization") is not { } value) return new(WebhookOutcome.MissingSignature, "There is no header 'Authorization'.");
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return Judge(false);
        return Judge(WebhookBytes.TryDecode(value[Scheme.Length..].Trim(), WebhookEncoding.Base64, out var bytes) && WebhookBytes.IsOneOf(bytes, secrets));
    }

    private static SchemeCheck Judge(bool isGenuine) =>
        isGenuine ? new(WebhookOutcome.Verified) : new(WebhookOutcome.InvalidSignature, "The key is not one that is known.");
}
