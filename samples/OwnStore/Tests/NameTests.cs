using Versori.Connectors;
using Versori.Connectors.Testing;

namespace OwnStore.Tests;

/// <summary>What every connection store must do about names.</summary>
public sealed class NameTests : ConnectionNameConformance, IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    protected override ValueTask<IConnectionStore> CreateAsync() => new(new FolderConnectionStore(_temporary.Folder));
}
