using Versori.Connectors;
using Versori.Connectors.Testing;

namespace OwnStore.Tests;

/// <summary>What every connection store must do that keeps its contents.</summary>
public sealed class ConnectionTests : DurableConnectionStoreConformance, IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    protected override ValueTask<IConnectionStore> CreateAsync() => ReopenAsync();

    protected override ValueTask<IConnectionStore> ReopenAsync() => new(new FolderConnectionStore(_temporary.Folder));
}
