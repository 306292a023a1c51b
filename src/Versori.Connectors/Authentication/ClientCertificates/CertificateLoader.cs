using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>Makes a certificate with its private key, and its chain, of what people paste: PEM, or PKCS#12 as base64.</summary>
internal static class CertificateLoader
{
    private const string Certificate = CertificateFields.CertificateField;
    private const string PrivateKey = CertificateFields.PrivateKeyField;
    private const string Password = CertificateFields.PasswordField;

    /// <summary>ERROR_INVALID_PASSWORD: how the platform tells a wrong password from a file that is no PKCS#12.</summary>
    private const int WrongPassword = unchecked((int)0x80070056);

    /// <exception cref="ConnectorException">It is not such a certificate; the location is the field at fault.</exception>
    public static LoadedCertificate Load(CertificateFields fields) =>
        PemCertificates.IsPem(fields.Certificate) ? FromPem(fields) : FromPkcs12(fields);

    /// <summary>Loads the roots that a server is trusted by.</summary>
    public static X509Certificate2Collection LoadAuthorities(string text, string field) =>
        Certificates(text, field) is { Count: > 0 } found ? found : throw NoCertificate(field);

    /// <summary>Says that a certificate is not valid at a time.</summary>
    public static void ThrowIfNotValid(X509Certificate2 certificate, DateTimeOffset now)
    {
        var (from, to) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        if (now > to) throw CertificateErrors.Invalid(Certificate, $"It expired at {to.ToUniversalTime():u}. Have a new one issued.");
        if (now < from) throw CertificateErrors.Invalid(Certificate, $"It is not valid before {from.ToUniversalTime():u}.");
    }

    private static LoadedCertificate FromPem(CertificateFields fields)
    {
        var chain = Certificates(fields.Certificate, Certificate);
        if (chain.Count == 0) throw NoCertificate(Certificate);
        var keyField = fields.PrivateKey is null ? Certificate : PrivateKey;
        var key = PemCertificates.PrivateKey(fields.PrivateKey ?? fields.Certificate) ?? throw NoKey(keyField, fields.PrivateKey ?? fields.Certificate);
        if (PemCertificates.IsEncrypted(key) && fields.Password is null) throw CertificateErrors.Invalid(Password, "The private key is encrypted, and its password is missing.");
        using var rsa = PemCertificates.Import(RSA.Create(), key, fields.Password);
        using var ec = rsa is null ? PemCertificates.Import(ECDsa.Create(), key, fields.Password) : null;
        var algorithm = (AsymmetricAlgorithm?)rsa ?? ec ?? throw NotImported(key, keyField);
        var publicKey = algorithm.ExportSubjectPublicKeyInfo();
        foreach (var certificate in chain)
        {
            if (!certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey)) continue;
            chain.Remove(certificate);
            using (certificate) return new(Usable(rsa is null ? certificate.CopyWithPrivateKey(ec!) : certificate.CopyWithPrivateKey(rsa)), chain);
        }

        throw CertificateErrors.Invalid(keyField, "The private key belongs to none of the certificates.");
    }

    private static LoadedCertificate FromPkcs12(CertificateFields fields)
    {
        var chain = OpenPkcs12(Base64(fields.Certificate), fields.Password);
        if (fields.PrivateKey is not null) throw CertificateErrors.Invalid(PrivateKey, "A PKCS#12 holds its private key; leave this field out, or give the certificate as PEM.");
        if (chain.FirstOrDefault(certificate => certificate.HasPrivateKey) is not { } own) throw CertificateErrors.Invalid(Certificate, "The PKCS#12 holds no private key.");
        chain.Remove(own);
        return new(own, chain);
    }

    private static X509Certificate2Collection OpenPkcs12(byte[] bytes, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        }
        catch (CryptographicException exception) when (exception.HResult == WrongPassword)
        {
            throw CertificateErrors.Invalid(Password, password is null ? "The PKCS#12 needs a password." : "It does not open the PKCS#12.");
        }
        catch (CryptographicException)
        {
            throw CertificateErrors.Invalid(Certificate, "It is neither PEM nor a PKCS#12 as base64.");
        }
    }

    private static byte[] Base64(string text)
    {
        try
        {
            return KeyBytes.FromBase64(text, Certificate);
        }
        catch (ConnectorException)
        {
            throw CertificateErrors.Invalid(Certificate, "It is neither PEM nor a PKCS#12 as base64.");
        }
    }

    private static X509Certificate2Collection Certificates(string text, string field)
    {
        try
        {
            return PemCertificates.Certificates(text);
        }
        catch (CryptographicException)
        {
            throw CertificateErrors.Invalid(field, "A block of it says that it is a certificate, and is none.");
        }
    }

    // TLS on Windows takes no key that exists in memory only.
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows()) return certificate;
        using (certificate) return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static ConnectorException NoCertificate(string field) =>
        CertificateErrors.Invalid(field, "It holds no whole PEM block of a certificate, from '-----BEGIN CERTIFICATE-----' to '-----END CERTIFICATE-----'.");

    private static ConnectorException NoKey(string field, string text) => CertificateErrors.Invalid(
        field,
        text.Contains("Proc-Type:", StringComparison.Ordinal) ? "The private key is encrypted in OpenSSL's old way. Convert it with 'openssl pkcs8 -topk8'."
        : text.Contains("OPENSSH PRIVATE KEY", StringComparison.Ordinal) ? "The private key is in OpenSSH's form. Convert it with 'ssh-keygen -p -m PKCS8'."
        : "It holds no whole PEM block of a private key. Put the key there, or into the field 'privateKey'.");

    private static ConnectorException NotImported(string key, string keyField) => PemCertificates.IsEncrypted(key)
        ? CertificateErrors.Invalid(Password, "It does not open the private key, or the key is neither RSA nor EC.")
        : CertificateErrors.Invalid(keyField, "The private key is neither RSA nor EC, or its numbers do not make a key.");
}
