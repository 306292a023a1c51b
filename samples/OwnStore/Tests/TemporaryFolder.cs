namespace OwnStore.Tests;

/// <summary>A folder that is removed after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public StoreFolder Folder { get; } = new(Directory.CreateTempSubdirectory("own-store").FullName);

    public void Dispose() => Directory.Delete(Folder.Path, recursive: true);
}
