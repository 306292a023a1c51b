using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Versori.Connectors;
using Secret = Versori.Connectors.Secret;

namespace OwnStore;

/// <summary>
/// Keeps secrets in a folder, one file for each version. Each is encrypted for its holder, name and version: a file
/// that is copied to another holder cannot be decrypted.
/// </summary>
public sealed class FolderSecretStore(StoreFolder folder, IDataProtectionProvider protection) : ISecretStore
{
    private readonly string _folder = Path.Combine(folder.Path, "secrets");

    public ValueTask<SecretReference> WriteAsync(
        SecretHolder holder, string name, Secret value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        cancellationToken.ThrowIfCancellationRequested();
        // A version is never used again, also after it was deleted.
        var reference = new SecretReference(holder, name, $"{Guid.NewGuid():N}");
        Directory.CreateDirectory(FolderOf(holder));
        var entry = new Entry(name, ProtectorOf(reference).Protect(value.Reveal()));
        StoreFolder.Write(PathOf(reference), JsonSerializer.Serialize(entry));
        return new(reference);
    }

    public ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!IsVersion(reference.Version) || !File.Exists(PathOf(reference))) return default;
        try
        {
            return new(new Secret(ProtectorOf(reference).Unprotect(Read(PathOf(reference)).Value)));
        }
        catch (CryptographicException)
        {
            // Another name, or a key that was lost: the value is missing, and the connection has to be made again.
            return default;
        }
    }

    public ValueTask DeleteAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var isStored = IsVersion(reference.Version) && File.Exists(PathOf(reference));
        if (isStored && Read(PathOf(reference)).Name == reference.Name) File.Delete(PathOf(reference));
        return default;
    }

    public async IAsyncEnumerable<SecretReference> ListAsync(
        SecretHolder holder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (!Directory.Exists(FolderOf(holder))) yield break;
        foreach (var file in Directory.GetFiles(FolderOf(holder), "*.json"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(holder, Read(file).Name, Path.GetFileNameWithoutExtension(file));
        }
    }

    private static bool IsVersion(string version) => Guid.TryParseExact(version, "N", out _);

    private static Entry Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(File.ReadAllText(file))
                ?? throw new JsonException("The file has no secret.");
        }
        catch (JsonException exception)
        {
            throw new ConnectorStoreException(
                ConnectorStoreFailure.Corrupted, $"The file {file} is no secret.", exception);
        }
    }

    private IDataProtector ProtectorOf(SecretReference reference) => protection.CreateProtector(
        "OwnStore", reference.Holder.Kind, reference.Holder.Id, reference.Name, reference.Version);

    // Ids are any text, so that their hash is the name of the folder.
    private string FolderOf(SecretHolder holder)
    {
        var key = JsonSerializer.Serialize((string[])[holder.Kind, holder.Id]);
        return Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
    }

    private string PathOf(SecretReference reference) =>
        Path.Combine(FolderOf(reference.Holder), $"{reference.Version}.json");

    private sealed record Entry(string Name, string Value);
}
