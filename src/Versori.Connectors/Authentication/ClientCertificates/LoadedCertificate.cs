using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;

namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>A certificate with its private key, and the intermediate certificates that are sent with it.</summary>
[DebuggerDisplay(Secret.Redacted)]
internal sealed class LoadedCertificate(X509Certificate2 certificate, X509Certificate2Collection chain) : IDisposable
{
    public X509Certificate2 Certificate => certificate;

    public X509Certificate2Collection Chain => chain;

    public void Dispose()
    {
        certificate.Dispose();
        foreach (var intermediate in chain) intermediate.Dispose();
    }

    public override string ToString() => Secret.Redacted;
}
