using Microsoft.AspNetCore.DataProtection;
using Versori.Connectors;
using Versori.Connectors.Testing;

namespace OwnStore.Tests;

/// <summary>What every secret store must do that keeps its contents.</summary>
public sealed class SecretTests : DurableSecretStoreConformance, IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    protected override ValueTask<ISecretStore> CreateAsync() => ReopenAsync();

    protected override ValueTask<ISecretStore> ReopenAsync()
    {
        var keys = new DirectoryInfo(Path.Combine(_temporary.Folder.Path, "keys"));
        return new(new FolderSecretStore(_temporary.Folder, DataProtectionProvider.Create(keys)));
    }
}
