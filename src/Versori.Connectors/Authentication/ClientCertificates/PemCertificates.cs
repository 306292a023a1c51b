using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>Reads certificates and private keys from PEM (RFC 7468). Other blocks are passed over.</summary>
internal static class PemCertificates
{
    public static bool IsPem(string text) => text.Contains("-----BEGIN", StringComparison.Ordinal);

    // Whoever keeps PEM in environment variables or JSON files often ends up with the two characters \n.
    public static string WithLineBreaks(string text) =>
        text.Contains('\n', StringComparison.Ordinal) ? text : text.Replace("\\n", "\n", StringComparison.Ordinal);

    /// <summary>The certificates in a text, in their order; none when there is no whole block of one.</summary>
    /// <exception cref="CryptographicException">A block is no certificate.</exception>
    public static X509Certificate2Collection Certificates(string text)
    {
        var found = new X509Certificate2Collection();
        ReadOnlySpan<char> rest = WithLineBreaks(text);
        while (PemEncoding.TryFind(rest, out var block))
        {
            if (rest[block.Label] is "CERTIFICATE") found.Add(X509CertificateLoader.LoadCertificate(Convert.FromBase64String(rest[block.Base64Data].ToString())));
            rest = rest[block.Location.End..];
        }

        return found;
    }

    /// <summary>The first private key in a text, as PEM; <see langword="null"/> when there is none.</summary>
    public static string? PrivateKey(string text)
    {
        ReadOnlySpan<char> rest = WithLineBreaks(text);
        while (PemEncoding.TryFind(rest, out var block))
        {
            if (rest[block.Label] is "PRIVATE KEY" or "ENCRYPTED PRIVATE KEY" or "RSA PRIVATE KEY" or "EC PRIVATE KEY") return rest[block.Location].ToString();
            rest = rest[block.Location.End..];
        }

        return null;
    }

    public static bool IsEncrypted(string key) => key.StartsWith("-----BEGIN ENCRYPTED", StringComparison.Ordinal);

    /// <summary>Imports a private key of one kind; <see langword="null"/> when it is not of that kind, or the password is wrong.</summary>
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
