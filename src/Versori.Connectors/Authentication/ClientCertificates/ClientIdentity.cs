using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>
/// The client certificate that a connection presents in TLS handshakes, if it has one, and the certificate authorities
/// that it trusts.
/// </summary>
[DebuggerDisplay(Secret.Redacted)]
internal sealed class ClientIdentity
{
    private readonly SslStreamCertificateContext? _certificate;
    private readonly X509Certificate2Collection _authorities;
    private readonly bool _trustSystem;

    private ClientIdentity(
        SslStreamCertificateContext? certificate, X509Certificate2Collection authorities, bool trustSystem)
    {
        _certificate = certificate;
        _authorities = authorities;
        _trustSystem = trustSystem || authorities.Count == 0;
    }

    /// <summary>Whether there is a client certificate.</summary>
    public bool HasCertificate => _certificate is not null;

    /// <summary>Loads the identity of a method and a credential.</summary>
    /// <param name="method">The method; <see langword="null"/> without a client certificate.</param>
    /// <param name="fields">The credential's fields; <see langword="null"/> without a client certificate.</param>
    /// <param name="ownAuthorities">The authorities that the definition names, as PEM.</param>
    /// <param name="trustSystem">Whether the definition trusts the system's authorities in addition.</param>
    /// <exception cref="ConnectorException">A field is not valid.</exception>
    public static ClientIdentity Of(
        ClientCertificateAuth? method, CertificateFields? fields, string? ownAuthorities, bool trustSystem)
    {
        var authorities = new X509Certificate2Collection();
        foreach (var pem in (string?[])[method?.CertificateAuthorities, fields?.Authorities, ownAuthorities])
        {
            if (pem is null) continue;
            authorities.AddRange(CertificateLoader.LoadAuthorities(pem, CertificateFields.AuthoritiesField));
        }

        if (method is null || fields is null) return new(null, authorities, trustSystem);
        var loaded = CertificateLoader.Load(fields);
        // Offline: missing certificates of the chain are not downloaded.
        var context = SslStreamCertificateContext.Create(loaded.Certificate, loaded.Chain, offline: true);
        return new(context, authorities, method.TrustSystemAuthorities || trustSystem);
    }

    /// <summary>
    /// Configures the TLS options of a handler with the identity, and replaces a certificate that they have.
    /// </summary>
    public void Apply(SslClientAuthenticationOptions options)
    {
        if (_certificate is not null)
        {
            options.ClientCertificates = null;
            options.LocalCertificateSelectionCallback = null;
            options.ClientCertificateContext = _certificate;
        }

        if (!_trustSystem) options.CertificateChainPolicy = CustomTrustPolicy(options.CertificateRevocationCheckMode);
        else if (_authorities.Count > 0) options.RemoteCertificateValidationCallback = AlsoTrustAuthorities(options);
    }

    public override string ToString() => Secret.Redacted;

    // The policy does not replace the check of the host name, which TLS does itself.
    private X509ChainPolicy CustomTrustPolicy(X509RevocationMode revocation)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = revocation,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_authorities);
        // RFC 5280 §4.2.1.12: the extended key usage of TLS servers.
        policy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1"));
        return policy;
    }

    // The system validates the certificate first. Only errors of the chain are validated again with the additional
    // authorities; an error of the host name remains.
    private RemoteCertificateValidationCallback AlsoTrustAuthorities(SslClientAuthenticationOptions options)
    {
        var hostCallback = options.RemoteCertificateValidationCallback;
        var revocation = options.CertificateRevocationCheckMode;
        return (sender, certificate, chain, errors) =>
        {
            var isTrusted = errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
                && certificate is X509Certificate2 presented
                && IsTrusted(presented, chain, revocation);
            if (isTrusted) errors &= ~SslPolicyErrors.RemoteCertificateChainErrors;
            return hostCallback?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None;
        };
    }

    private bool IsTrusted(X509Certificate2 presented, X509Chain? received, X509RevocationMode revocation)
    {
        using var chain = new X509Chain { ChainPolicy = CustomTrustPolicy(revocation) };
        if (received is not null) chain.ChainPolicy.ExtraStore.AddRange(received.ChainPolicy.ExtraStore);
        return chain.Build(presented);
    }
}
