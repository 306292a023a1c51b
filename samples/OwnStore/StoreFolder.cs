using Versori.Connectors;

namespace OwnStore;

/// <summary>The folder of the stores.</summary>
/// <param name="Path">Its path. It is created if it does not exist.</param>
public sealed record StoreFolder(string Path)
{
    /// <summary>Writes a file completely or not at all.</summary>
    /// <exception cref="ConnectorStoreException">The file cannot be written.</exception>
    public static void Write(string file, string text)
    {
        try
        {
            var unfinished = $"{file}.{Guid.NewGuid():N}";
            File.WriteAllText(unfinished, text);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ConnectorStoreException(
                ConnectorStoreFailure.AccessDenied, $"{file} cannot be written.", exception);
        }
        catch (IOException exception)
        {
            throw new ConnectorStoreException(ConnectorStoreFailure.Failed, $"{file} cannot be written.", exception);
        }
    }
}
