using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Versori.Connectors.AzureKeyVault;

/// <summary>
/// The name of a secret in the vault. A vault allows up to 127 letters, digits and hyphens. A reference may be longer
/// and contain any characters, so the name contains hashes of it: <c>vc-SCOPE-NAME-VERSION-PART</c>. The reference
/// itself is in a tag.
/// </summary>
internal static class SecretName
{
    private const int HashCharacters = 32;
    private const int MaximumTagLength = 256;

    /// <summary>Whether a reference can be one of this store's.</summary>
    public static bool IsOwn(SecretReference reference) => Guid.TryParseExact(reference.Version, "N", out _);

    public static string Of(SecretReference reference, int part)
    {
        var prefix = PrefixOf(reference.Holder);
        var name = HashOf(reference.Name);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{name}-{reference.Version}-{part}");
    }

    /// <summary>Whether a name is that of the first part of a secret of a holder.</summary>
    public static bool IsFirst(string name, SecretHolder holder) =>
        name.StartsWith(PrefixOf(holder), StringComparison.Ordinal) && name.EndsWith("-0", StringComparison.Ordinal);

    /// <summary>The reference as a tag.</summary>
    /// <exception cref="ConnectorStoreException">The reference is longer than a tag can be.</exception>
    public static string TagOf(SecretReference reference)
    {
        var holder = reference.Holder;
        var tag = JsonSerializer.Serialize<string[]>([holder.Kind, holder.Id, reference.Name, reference.Version]);
        return tag.Length <= MaximumTagLength ? tag : throw TooLong(holder);
    }

    /// <summary>Reads a tag; returns <see langword="null"/> if another application wrote it.</summary>
    public static SecretReference? Read(string tag)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(tag) is [var kind, var id, var name, var version]
                ? new(new(kind, id), name, version)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string PrefixOf(SecretHolder holder) =>
        $"vc-{HashOf($"{holder.Kind.Length}/{holder.Kind}/{holder.Id}")}-";

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashCharacters];

    private static ConnectorStoreException TooLong(SecretHolder holder) => new(
        ConnectorStoreFailure.Failed,
        $"The name of a secret of {holder.Kind} is too long for the vault: the name and its owner's id may have about "
        + "200 characters together.");
}
