using Microsoft.AspNetCore.DataProtection;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>The source of the keys that encrypt secrets.</summary>
internal abstract class KeyRing
{
    /// <summary>Whether the key ring is the host's. It is opened once.</summary>
    public virtual bool IsHosts => false;

    /// <summary>
    /// Opens the key ring. Unless <see cref="IsHosts"/>, it is opened again when a key is missing that another process
    /// may have added.
    /// </summary>
    /// <returns>The provider, and what to dispose when it is no longer used.</returns>
    public abstract (IDataProtectionProvider Provider, IDisposable? Owned) Open(IServiceProvider services);

    /// <summary>Keeps other processes from creating the first key at the same time.</summary>
    public virtual ValueTask<IAsyncDisposable?> LockAsync(CancellationToken cancellationToken) => default;
}
