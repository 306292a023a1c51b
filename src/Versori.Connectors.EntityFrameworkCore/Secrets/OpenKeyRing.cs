using Microsoft.AspNetCore.DataProtection;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>A key ring that was opened, and that is opened again to read keys that other processes added.</summary>
internal sealed class OpenKeyRing(KeyRing ring, IServiceProvider services, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ReopenInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<IDisposable> _owned = [];
    private IDataProtectionProvider? _provider;
    private long _openedAt;

    /// <summary>The provider, opened with the first use.</summary>
    public IDataProtectionProvider Provider
    {
        get
        {
            lock (_lock) return _provider ?? Open();
        }
    }

    /// <summary>Opens the key ring again, at most every 30 seconds.</summary>
    /// <returns>Whether it was opened.</returns>
    public bool TryReopen()
    {
        lock (_lock)
        {
            if (ring.IsHosts || time.GetElapsedTime(_openedAt) < ReopenInterval) return false;
            Open();
            return true;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var owned in _owned) owned.Dispose();
            _owned.Clear();
        }
    }

    private IDataProtectionProvider Open()
    {
        var (provider, owned) = ring.Open(services);
        if (owned is not null) _owned.Add(owned);
        // The previous provider may still be in use. The one before it was replaced at least 30 seconds ago.
        while (_owned.Count > 2)
        {
            _owned[0].Dispose();
            _owned.RemoveAt(0);
        }

        _openedAt = time.GetTimestamp();
        return _provider = provider;
    }
}
