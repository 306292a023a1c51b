using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Versori.Connectors.Tests.Servers;

/// <summary>A certificate with its key, in all common file formats.</summary>
public sealed class IssuedCertificate(X509Certificate2 certificate, X509Certificate2Collection chain)
{
    private static readonly PbeParameters Encryption = new(
        PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    public X509Certificate2 Certificate => certificate;

    public string Thumbprint => certificate.Thumbprint;

    /// <summary>The certificate and its chain, without the key.</summary>
    public string Pem => string.Join('\n', chain.Prepend(certificate).Select(each => each.ExportCertificatePem()));

    public string KeyPem => Key.ExportPkcs8PrivateKeyPem();

    /// <summary>PKCS#1 for RSA, SEC 1 for EC.</summary>
    public string TraditionalKeyPem => Key is RSA rsa
        ? rsa.ExportRSAPrivateKeyPem()
        : ((ECDsa)Key).ExportECPrivateKeyPem();

    /// <summary>For a server: some platforms accept a key only after it was exported once.</summary>
    public X509Certificate2 Usable => X509CertificateLoader.LoadPkcs12(Pkcs12(""), "");

    private AsymmetricAlgorithm Key =>
        (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;

    public string EncryptedKeyPem(string password) => Key.ExportEncryptedPkcs8PrivateKeyPem(password, Encryption);

    public byte[] Pkcs12(string password) =>
        new X509Certificate2Collection((X509Certificate2[])[certificate, .. chain])
            .Export(X509ContentType.Pkcs12, password)!;
}
