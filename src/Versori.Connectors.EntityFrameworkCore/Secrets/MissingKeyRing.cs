using Microsoft.AspNetCore.DataProtection;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>The host has not said where the keys are, and there is no place that would be safe for several machines.</summary>
internal sealed class MissingKeyRing : KeyRing
{
    public override (IDataProtectionProvider Provider, IDisposable? Owned) Open(IServiceProvider services) => throw new ConnectorStoreException(
        ConnectorStoreFailure.InvalidConfiguration,
        "It is not said which keys secrets are encrypted with. Call UseDataProtection() for the host's own key ring, UseDataProtection(keys => …) for one that all machines share, or set KeyDirectory.");
}
