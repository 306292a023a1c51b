using Microsoft.AspNetCore.DataProtection;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>The host has not chosen a key ring, and no default is safe for several machines.</summary>
internal sealed class MissingKeyRing : KeyRing
{
    public override (IDataProtectionProvider Provider, IDisposable? Owned) Open(IServiceProvider services) =>
        throw new ConnectorStoreException(
            ConnectorStoreFailure.InvalidConfiguration,
            "No keys are configured that encrypt secrets. Call UseDataProtection() for the host's own key ring, "
            + "UseDataProtection(keys => …) for one that all machines share, or set KeyDirectory.");
}
