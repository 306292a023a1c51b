using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;

namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>A certificate with its private key, and the intermediate ones that are sent with it.</summary>
[DebuggerDisplay(Secret.Redacted)]
internal sealed class LoadedCertificate(X509Certificate2 own, X509Certificate2Collection chain) : IDisposable
{
    public X509Certificate2 Own => own;

    public X509Certificate2Collection Chain => chain;

    public void Dispose()
    {
        own.Dispose();
        foreach (var certificate in chain) certificate.Dispose();
    }

    public override string ToString() => Secret.Redacted;
}
