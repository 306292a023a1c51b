using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>Reads certificates and private keys from PEM (RFC 7468). Other blocks are ignored.</summary>
internal static class PemCertificates
{
    public static bool IsPem(string text) => text.Contains("-----BEGIN", StringComparison.Ordinal);

    // In PEM from environment variables or JSON files, line breaks are often the two characters \n.
    public static string WithLineBreaks(string text) =>
        text.Contains('\n', StringComparison.Ordinal) ? text : text.Replace("\\n", "\n", StringComparison.Ordinal);

    /// <summary>
    /// Returns the certificates in a text, in their order; none when there is no complete block of a certificate.
    /// </summary>
    /// <exception cref="CryptographicException">A block is not a certificate.</exception>
    public static X509Certificate2Collection Certificates(string text)
    {
        var found = new X509Certificate2Collection();
        ReadOnlySpan<char> rest = WithLineBreaks(text);
        while (PemEncoding.TryFind(rest, out var block))
        {
            if (rest[block.Label] is "CERTIFICATE")
            {
                var bytes = Convert.FromBase64String(rest[block.Base64Data].ToString());
                found.Add(X509CertificateLoader.LoadCertificate(bytes));
            }

            rest = rest[block.Location.End..];
        }

        return found;
    }

    /// <summary>Returns the first private key in a text, as PEM; <see langword="null"/> when there is none.</summary>
    public static string? PrivateKey(string text)
    {
        ReadOnlySpan<char> rest = WithLineBreaks(text);
        while (PemEncoding.TryFind(rest, out var block))
        {
            var isPrivateKey =
                rest[block.Label] is "PRIVATE KEY" or "ENCRYPTED PRIVATE KEY" or "RSA PRIVATE KEY" or "EC PRIVATE KEY";
            if (isPrivateKey) return rest[block.Location].ToString();
            rest = rest[block.Location.End..];
        }

        return null;
    }

    public static bool IsEncrypted(string key) => key.StartsWith("-----BEGIN ENCRYPTED", StringComparison.Ordinal);

    /// <summary>
    /// Imports a private key of one kind; <see langword="null"/> when it is of another kind, or the password is wrong.
    /// </summary>
    public static T? Import<T>(T algorithm, string key, string? password)
        where T : AsymmetricAlgorithm
    {
        try
        {
            if (IsEncrypted(key)) algorithm.ImportFromEncryptedPem(key, password);
            else algorithm.ImportFromPem(key);
            return algorithm;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            algorithm.Dispose();
            return null;
        }
    }
}
