using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Versori.Connectors.Authentication.Keys;

namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>
/// Loads a certificate with its private key and its chain from the text that a person supplies: PEM, or PKCS#12 as
/// base64.
/// </summary>
internal static class CertificateLoader
{
    private const string Certificate = CertificateFields.CertificateField;
    private const string PrivateKey = CertificateFields.PrivateKeyField;
    private const string Password = CertificateFields.PasswordField;

    /// <summary>ERROR_INVALID_PASSWORD, which distinguishes a wrong password from bytes that are not PKCS#12.</summary>
    private const int WrongPassword = unchecked((int)0x80070056);

    /// <summary>Loads a client certificate.</summary>
    /// <exception cref="ConnectorException">
    /// The fields are not a valid certificate; the location is the field.
    /// </exception>
    public static LoadedCertificate Load(CertificateFields fields) =>
        PemCertificates.IsPem(fields.Certificate) ? FromPem(fields) : FromPkcs12(fields);

    /// <summary>Loads the root certificates that are trusted to issue server certificates.</summary>
    public static X509Certificate2Collection LoadAuthorities(string text, string field) =>
        Certificates(text, field) is { Count: > 0 } found ? found : throw NoCertificate(field);

    /// <summary>Throws if a certificate is not valid at a time.</summary>
    public static void ThrowIfNotValid(X509Certificate2 certificate, DateTimeOffset now)
    {
        var from = new DateTimeOffset(certificate.NotBefore);
        var to = new DateTimeOffset(certificate.NotAfter);
        if (now > to)
        {
            throw CertificateErrors.Invalid(
                Certificate, $"It expired at {to.ToUniversalTime():u}. Supply a certificate that has not expired.");
        }

        if (now < from)
        {
            throw CertificateErrors.Invalid(Certificate, $"It is not valid before {from.ToUniversalTime():u}.");
        }
    }

    private static LoadedCertificate FromPem(CertificateFields fields)
    {
        var chain = Certificates(fields.Certificate, Certificate);
        if (chain.Count == 0) throw NoCertificate(Certificate);
        var keyField = fields.PrivateKey is null ? Certificate : PrivateKey;
        var keyText = fields.PrivateKey ?? fields.Certificate;
        var key = PemCertificates.PrivateKey(keyText) ?? throw NoKey(keyField, keyText);
        if (PemCertificates.IsEncrypted(key) && fields.Password is null)
        {
            throw CertificateErrors.Invalid(Password, "The private key is encrypted, but its password is missing.");
        }

        using var rsa = PemCertificates.Import(RSA.Create(), key, fields.Password);
        using var ec = rsa is null ? PemCertificates.Import(ECDsa.Create(), key, fields.Password) : null;
        var algorithm = (AsymmetricAlgorithm?)rsa ?? ec ?? throw NotImported(key, keyField);
        var publicKey = algorithm.ExportSubjectPublicKeyInfo();
        foreach (var certificate in chain)
        {
            if (!certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey)) continue;
            chain.Remove(certificate);
            using (certificate)
            {
                var withKey = rsa is null ? certificate.CopyWithPrivateKey(ec!) : certificate.CopyWithPrivateKey(rsa);
                return new(UsableForTls(withKey), chain);
            }
        }

        throw CertificateErrors.Invalid(keyField, "The private key does not belong to any of the certificates.");
    }

    private static LoadedCertificate FromPkcs12(CertificateFields fields)
    {
        var chain = OpenPkcs12(Base64(fields.Certificate), fields.Password);
        if (fields.PrivateKey is not null)
        {
            throw CertificateErrors.Invalid(
                PrivateKey, "PKCS#12 contains the private key. Omit this field, or supply the certificate as PEM.");
        }

        if (chain.FirstOrDefault(certificate => certificate.HasPrivateKey) is not { } withKey)
        {
            throw CertificateErrors.Invalid(Certificate, "The PKCS#12 contains no private key.");
        }

        chain.Remove(withKey);
        return new(withKey, chain);
    }

    private static X509Certificate2Collection OpenPkcs12(byte[] bytes, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        }
        catch (CryptographicException exception) when (exception.HResult == WrongPassword)
        {
            throw CertificateErrors.Invalid(
                Password,
                password is null ? "The PKCS#12 needs a password." : "It is not the password of the PKCS#12.");
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
            throw CertificateErrors.Invalid(field, "A PEM block with the label CERTIFICATE is not a certificate.");
        }
    }

    // TLS on Windows does not support keys that exist only in memory.
    private static X509Certificate2 UsableForTls(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows()) return certificate;
        using (certificate) return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static ConnectorException NoCertificate(string field) => CertificateErrors.Invalid(
        field,
        "It contains no complete PEM block of a certificate, "
        + "from '-----BEGIN CERTIFICATE-----' to '-----END CERTIFICATE-----'.");

    private static ConnectorException NoKey(string field, string text) => CertificateErrors.Invalid(
        field,
        text.Contains("Proc-Type:", StringComparison.Ordinal)
            ? "The private key is encrypted in OpenSSL's legacy format. Convert it with 'openssl pkcs8 -topk8'."
        : text.Contains("OPENSSH PRIVATE KEY", StringComparison.Ordinal)
            ? "The private key is in OpenSSH's format. Convert it with 'ssh-keygen -p -m PKCS8'."
        : "It contains no complete PEM block of a private key. Add the key here, or in the field 'privateKey'.");

    private static ConnectorException NotImported(string key, string keyField) => PemCertificates.IsEncrypted(key)
        ? CertificateErrors.Invalid(Password, "It is not the password of the private key, or the key is not RSA or EC.")
        : CertificateErrors.Invalid(keyField, "The private key is not RSA or EC, or its parameters are not valid.");
}
