using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Versori.Connectors.Tests.Servers;

/// <summary>A private CA that is not trusted by default.</summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.Parse("2020-01-01T00:00:00Z");
    private static readonly DateTimeOffset End = DateTimeOffset.Parse("2060-01-01T00:00:00Z");

    public TestAuthority(string name = "Private CA") => Root = CreateAuthority(name, issuer: null);

    public X509Certificate2 Root { get; }

    public string Pem => Root.ExportCertificatePem();

    public IssuedCertificate Issue(
        string name = "client",
        bool rsa = false,
        DateTimeOffset? until = null,
        bool hasIntermediate = false,
        string host = "localhost")
    {
        if (!hasIntermediate) return Issue(Root, name, rsa, until, [], host);
        using var intermediate = CreateAuthority($"Intermediate of {name}", Root);
        return Issue(
            intermediate, name, rsa, until, [X509CertificateLoader.LoadCertificate(intermediate.RawData)], host);
    }

    /// <summary>Whether a certificate was issued by this CA. Its chain can contain intermediate certificates.</summary>
    public bool Vouches(X509Certificate2 certificate, X509Chain? received)
    {
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            },
        };
        chain.ChainPolicy.CustomTrustStore.Add(Root);
        if (received is not null) chain.ChainPolicy.ExtraStore.AddRange(received.ChainPolicy.ExtraStore);
        return chain.Build(certificate);
    }

    public void Dispose() => Root.Dispose();

    private static IssuedCertificate Issue(
        X509Certificate2 issuer,
        string name,
        bool rsa,
        DateTimeOffset? until,
        X509Certificate2Collection chain,
        string host)
    {
        using var rsaKey = rsa ? RSA.Create(2048) : null;
        using var ecKey = rsa ? null : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = rsaKey is null
            ? new CertificateRequest($"CN={name}", ecKey!, HashAlgorithmName.SHA256)
            : new CertificateRequest($"CN={name}", rsaKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost") names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], false));
        using var signed = request.Create(
            issuer.SubjectName, SignatureOf(issuer), Begin, until ?? End, RandomNumberGenerator.GetBytes(8));
        return new(rsaKey is null ? signed.CopyWithPrivateKey(ecKey!) : signed.CopyWithPrivateKey(rsaKey), chain);
    }

    private static X509Certificate2 CreateAuthority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        if (issuer is null) return request.CreateSelfSigned(Begin, End);
        using var signed = request.Create(
            issuer.SubjectName, SignatureOf(issuer), Begin, End, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    private static X509SignatureGenerator SignatureOf(X509Certificate2 issuer) =>
        X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!);
}
