using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>The host's own key ring (<c>AddDataProtection</c>).</summary>
internal sealed class HostKeyRing : KeyRing
{
    public override bool IsHosts => true;

    public override (IDataProtectionProvider Provider, IDisposable? Owned) Open(IServiceProvider services) =>
        (services.GetService<IDataProtectionProvider>() ?? throw Missing(), null);

    private static ConnectorStoreException Missing() => new(
        ConnectorStoreFailure.InvalidConfiguration,
        "UseDataProtection() uses the host's key ring, and the host has none: call services.AddDataProtection().");
}
