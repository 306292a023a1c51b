using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>Loads keys from the text that a person supplies: PEM, JWK, base64, hexadecimal or plain text.</summary>
internal static class KeyLoader
{
    /// <summary>Loads a key that can sign with an algorithm.</summary>
    /// <param name="text">The key as it was supplied.</param>
    /// <param name="algorithm">The algorithm. It determines how text of no recognizable format is read.</param>
    /// <param name="field">The credential's field, for error messages.</param>
    /// <param name="format">The format of the text.</param>
    /// <param name="passphrase">The passphrase of an encrypted key.</param>
    /// <exception cref="ConnectorException">The text is not such a key; the location is the field.</exception>
    public static SigningKey LoadPrivate(
        string text, JwtAlgorithm algorithm, string field, KeyFormat format = KeyFormat.Auto, string? passphrase = null)
    {
        var isShared = algorithm is JwtAlgorithm.HS256 or JwtAlgorithm.HS384 or JwtAlgorithm.HS512;
        return Load(text, isShared, field, format, passphrase).For(algorithm, field);
    }

    /// <summary>Loads a key, private or public.</summary>
    public static SigningKey Load(
        string text, bool isShared, string field, KeyFormat format = KeyFormat.Auto, string? passphrase = null)
    {
        if (string.IsNullOrWhiteSpace(text)) throw KeyErrors.Invalid(field, "It is empty.");
        try
        {
            return (format == KeyFormat.Auto ? DetectFormat(text, isShared) : format) switch
            {
                KeyFormat.Pem when isShared =>
                    throw KeyErrors.Invalid(field, "It is PEM, but a shared key is required."),
                KeyFormat.Pem => PemKeys.Load(text, field, passphrase),
                KeyFormat.Jwk => JwkKeys.Load(text, field),
                KeyFormat.Base64 when isShared => Shared(KeyBytes.FromBase64(text, field), field),
                KeyFormat.Base64 => DerKeys.LoadAny(KeyBytes.FromBase64(text, field), field, passphrase),
                KeyFormat.Hex => Shared(KeyBytes.FromHex(text, field), field),
                _ => Shared(Encoding.UTF8.GetBytes(text), field),
            };
        }
        catch (CryptographicException)
        {
            throw KeyErrors.Invalid(field, "Its parameters are not those of a valid key.");
        }
    }

    private static SharedKey Shared(byte[] bytes, string field) =>
        bytes.Length > 0 ? new SharedKey(bytes) : throw KeyErrors.Invalid(field, "It is empty.");

    private static KeyFormat DetectFormat(string text, bool isShared)
    {
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("{") && start.Contains("\"kty\"", StringComparison.Ordinal)) return KeyFormat.Jwk;
        if (isShared) return KeyFormat.Text;
        return start.Contains("-----BEGIN", StringComparison.Ordinal) ? KeyFormat.Pem : KeyFormat.Base64;
    }
}
