using System.Security.Cryptography;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>Loads keys from PEM (RFC 7468).</summary>
internal static class PemKeys
{
    public static SigningKey Load(string text, string field, string? passphrase)
    {
        // In keys from environment variables or JSON files, line breaks are often the two characters \n.
        ReadOnlySpan<char> rest =
            text.Contains('\n', StringComparison.Ordinal) ? text : text.Replace("\\n", "\n", StringComparison.Ordinal);
        while (PemEncoding.TryFind(rest, out var found))
        {
            var bytes = Convert.FromBase64String(rest[found.Base64Data].ToString());
            switch (rest[found.Label])
            {
                case "PRIVATE KEY": return DerKeys.LoadPkcs8(bytes, field);
                case "ENCRYPTED PRIVATE KEY": return DerKeys.LoadEncrypted(bytes, field, passphrase);
                case "RSA PRIVATE KEY": return DerKeys.LoadRsa(bytes, field);
                case "EC PRIVATE KEY": return DerKeys.LoadEc(bytes, field);
                case "PUBLIC KEY": return DerKeys.LoadPublic(bytes, field);
                case "RSA PUBLIC KEY": return DerKeys.LoadRsaPublic(bytes, field);
            }

            rest = rest[found.Location.End..];
        }

        throw KeyErrors.Invalid(field, Problem(text));
    }

    private static string Problem(string text) =>
        text.Contains("Proc-Type:", StringComparison.Ordinal)
            ? "It is encrypted in OpenSSL's legacy format. Convert it with 'openssl pkcs8 -topk8'."
        : text.Contains("OPENSSH PRIVATE KEY", StringComparison.Ordinal)
            ? "It is in OpenSSH's format. Convert it with 'ssh-keygen -p -m PKCS8'."
        : text.Contains("CERTIFICATE", StringComparison.Ordinal) ? "It is a certificate without its private key."
        : "It contains no complete PEM block of a private key, from '-----BEGIN …-----' to '-----END …-----'.";
}
