using System.Diagnostics.CodeAnalysis;
using System.Text;
using Versori.Connectors.Authentication.HttpMessageSignatures;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Webhooks;

/// <summary>Decodes signing secrets to keys.</summary>
internal static class WebhookKeys
{
    private const string StandardPrefix = "whsec_";
    private const string StandardPublicPrefix = "whpk_";
    private const string SecretField = "secret";

    /// <summary>What is wrong when a webhook has no secret.</summary>
    public static string NoSecret(WebhookDefinition webhook) =>
        $"No secret is set for the webhook '{webhook.Id}'. Set it with "
        + $"{nameof(IWebhookSecrets)}.{nameof(IWebhookSecrets.SetAsync)}.";

    /// <summary>Standard Webhooks 1.0: base64 after an optional prefix.</summary>
    public static bool TryStandard(Secret secret, [NotNullWhen(true)] out byte[]? key)
    {
        var text = secret.Reveal();
        return TryDecode(
            text.StartsWith(StandardPrefix, StringComparison.Ordinal) ? text[StandardPrefix.Length..] : text,
            WebhookKeyEncoding.Base64,
            out key);
    }

    /// <summary>
    /// Standard Webhooks 1.0: the 32 bytes of an Ed25519 public key in base64, or the key in DER, after a prefix.
    /// </summary>
    public static bool TryStandardPublic(Secret secret, [NotNullWhen(true)] out Ed25519Key? key)
    {
        key = null;
        if (!Ed25519Provider.IsAvailable || !IsStandardPublic(secret)) return false;
        var text = secret.Reveal()[StandardPublicPrefix.Length..];
        if (!TryDecode(text, WebhookKeyEncoding.Base64, out var bytes)) return false;
        try
        {
            key = bytes.Length == Ed25519Key.Size
                ? Ed25519Key.OfPublic(bytes, SecretField)
                : DerKeys.LoadPublic(bytes, SecretField) as Ed25519Key;
        }
        catch (ConnectorException)
        {
            return false; // It is neither of the two.
        }

        return key is not null;
    }

    /// <summary>Whether no secret can verify anything, because the process has no implementation of Ed25519.</summary>
    public static bool LacksEd25519(WebhookScheme scheme, IEnumerable<Secret> secrets) =>
        !Ed25519Provider.IsAvailable && scheme switch
        {
            HttpSignatureWebhookScheme http => http.Algorithm == HttpSignatureAlgorithm.Ed25519,
            StandardWebhooksScheme => secrets.All(IsStandardPublic),
            _ => false,
        };

    private static bool IsStandardPublic(Secret secret) =>
        secret.Reveal().StartsWith(StandardPublicPrefix, StringComparison.Ordinal);

    /// <summary>A key that verifies HTTP message signatures (RFC 9421 §3.3).</summary>
    public static bool TryHttpSignature(
        HttpSignatureWebhookScheme scheme, Secret secret, [NotNullWhen(true)] out SigningKey? key)
    {
        key = null;
        try
        {
            var isShared = scheme.Algorithm == HttpSignatureAlgorithm.HmacSha256;
            var loaded = KeyLoader.Load(secret.Reveal(), isShared, SecretField, scheme.KeyFormat);
            if (loaded.Problem(HttpSignatureAlgorithms.JwtOf(scheme.Algorithm)) is null) key = loaded;
        }
        catch (ConnectorException)
        {
            // A key that cannot be parsed verifies nothing. Setting such a key reports the error.
            return false;
        }

        return key is not null;
    }

    /// <summary>Decodes a key. An empty key is invalid.</summary>
    public static bool TryDecode(string text, WebhookKeyEncoding encoding, [NotNullWhen(true)] out byte[]? key)
    {
        key = null;
        try
        {
            key = encoding switch
            {
                WebhookKeyEncoding.Base64 => Convert.FromBase64String(text),
                WebhookKeyEncoding.Hex => Convert.FromHexString(text),
                _ => Encoding.UTF8.GetBytes(text),
            };
        }
        catch (FormatException)
        {
            return false;
        }

        return key.Length > 0;
    }

    /// <summary>Whether a secret has the form that a scheme requires.</summary>
    public static bool IsUsable(WebhookScheme scheme, string text) => scheme switch
    {
        HmacWebhookScheme hmac => TryDecode(text, hmac.KeyEncoding, out _),
        StandardWebhooksScheme => TryStandard(new Secret(text), out _) || TryStandardPublic(new Secret(text), out _),
        HttpSignatureWebhookScheme http => TryHttpSignature(http, new Secret(text), out _),
        BasicWebhookScheme => text.IndexOf(':', StringComparison.Ordinal) > 0,
        _ => text.Length > 0,
    };
}
