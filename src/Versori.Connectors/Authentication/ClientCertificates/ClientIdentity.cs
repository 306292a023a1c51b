using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>What a connection shows in TLS handshakes, and whom it trusts in them.</summary>
[DebuggerDisplay(Secret.Redacted)]
internal sealed class ClientIdentity
{
    private readonly SslStreamCertificateContext _certificate;
    private readonly X509Certificate2Collection _authorities;
    private readonly bool _trustSystem;

    private ClientIdentity(SslStreamCertificateContext certificate, X509Certificate2Collection authorities, bool trustSystem)
    {
        _certificate = certificate;
        _authorities = authorities;
        _trustSystem = trustSystem || authorities.Count == 0;
    }

    /// <exception cref="ConnectorException">A field cannot be used.</exception>
    public static ClientIdentity Of(ClientCertificateAuth method, CertificateFields fields)
    {
        var authorities = new X509Certificate2Collection();
        if (method.CertificateAuthorities is { } common) authorities.AddRange(CertificateLoader.LoadAuthorities(common, CertificateFields.AuthoritiesField));
        if (fields.Authorities is { } own) authorities.AddRange(CertificateLoader.LoadAuthorities(own, CertificateFields.AuthoritiesField));
        var loaded = CertificateLoader.Load(fields);
        // Offline: what is missing of the chain is not looked for in the network.
        return new(SslStreamCertificateContext.Create(loaded.Own, loaded.Chain, offline: true), authorities, method.TrustSystemAuthorities);
    }

    /// <summary>Puts the identity into the settings of a handler, in place of whatever certificate these had.</summary>
    public void Apply(SslClientAuthenticationOptions options)
    {
        options.ClientCertificates = null;
        options.LocalCertificateSelectionCallback = null;
        options.ClientCertificateContext = _certificate;
        if (!_trustSystem) options.CertificateChainPolicy = OwnAuthorities(options.CertificateRevocationCheckMode);
        else if (_authorities.Count > 0) options.RemoteCertificateValidationCallback = OrOwnAuthorities(options);
    }

    public override string ToString() => Secret.Redacted;

    // The host name is checked all the same, by TLS itself.
    private X509ChainPolicy OwnAuthorities(X509RevocationMode revocation)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = revocation,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_authorities);
        // RFC 5280 §4.2.1.12: for TLS servers.
        policy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1"));
        return policy;
    }

    // The system has looked first. Only a chain that it does not know is looked at again; a wrong host stays wrong.
    private RemoteCertificateValidationCallback OrOwnAuthorities(SslClientAuthenticationOptions options)
    {
        var (host, revocation) = (options.RemoteCertificateValidationCallback, options.CertificateRevocationCheckMode);
        return (sender, certificate, chain, errors) =>
        {
            if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && certificate is X509Certificate2 presented && IsKnown(presented, chain, revocation))
            {
                errors &= ~SslPolicyErrors.RemoteCertificateChainErrors;
            }

            return host?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None;
        };
    }

    private bool IsKnown(X509Certificate2 presented, X509Chain? received, X509RevocationMode revocation)
    {
        using var chain = new X509Chain { ChainPolicy = OwnAuthorities(revocation) };
        if (received is not null) chain.ChainPolicy.ExtraStore.AddRange(received.ChainPolicy.ExtraStore);
        return chain.Build(presented);
    }
}
