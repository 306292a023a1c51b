using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Versori.Connectors.Webhooks;

/// <summary>Turns signing secrets into keys.</summary>
internal static class WebhookKeys
{
    private const string StandardPrefix = "whsec_";

    /// <summary>Standard Webhooks 1.0: base64 after an optional prefix.</summary>
    public static bool TryStandard(Secret secret, [NotNullWhen(true)] out byte[]? key)
    {
        var text = secret.Reveal();
        return TryOf(text.StartsWith(StandardPrefix, StringComparison.Ordinal) ? text[StandardPrefix.Length..] : text, WebhookKeyEncoding.Base64, out key);
    }

    public static bool TryOf(string text, WebhookKeyEncoding encoding, [NotNullWhen(true)] out byte[]? key)
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

    /// <summary>Whether a secret has the form that a scheme needs.</summary>
    public static bool IsUsable(WebhookScheme scheme, string text) => scheme switch
    {
        HmacWebhookScheme hmac => TryOf(text, hmac.KeyEncoding, out _),
        StandardWebhookScheme => TryStandard(new Secret(text), out _),
        BasicWebhookScheme => text.IndexOf(':', StringComparison.Ordinal) > 0,
        _ => text.Length > 0,
    };
}
