using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>The stores of one world. They outlive its engine, and can be copied with everything in them.</summary>
public abstract class TwinStores : IAsyncDisposable
{
    /// <summary>Adds the stores to an engine.</summary>
    public abstract void Use(VersoriConnectorsBuilder builder);

    /// <summary>Copies the stores while no engine uses them.</summary>
    public abstract Task<TwinStores> CopyAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}
