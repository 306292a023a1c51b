using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Versori.Connectors.AzureKeyVault;

/// <summary>
/// The name of a secret in the vault: letters, digits and hyphens, 127 at the most. What a reference says may be longer and
/// of any characters, so the name holds hashes of it: <c>vc-SCOPE-NAME-VERSION-PART</c>. The reference itself is in a tag.
/// </summary>
internal static class SecretName
{
    private const int HashCharacters = 32;
    private const int MaximumTag = 256;

    /// <summary>Whether a reference can be one of this store's.</summary>
    public static bool CanBe(SecretReference reference) => Guid.TryParseExact(reference.Version, "N", out _);

    public static string Of(SecretReference reference, int part) => string.Create(
        CultureInfo.InvariantCulture, $"{PrefixOf(reference.Scope)}{HashOf(reference.Name)}-{reference.Version}-{part}");

    /// <summary>Whether a name is that of the first part of a secret of a scope.</summary>
    public static bool IsFirst(string name, SecretScope scope) =>
        name.StartsWith(PrefixOf(scope), StringComparison.Ordinal) && name.EndsWith("-0", StringComparison.Ordinal);

    /// <summary>The reference as a tag.</summary>
    /// <exception cref="ConnectorStoreException">It is longer than a tag can be.</exception>
    public static string TagOf(SecretReference reference)
    {
        var tag = JsonSerializer.Serialize<string[]>([reference.Scope.Kind, reference.Scope.Id, reference.Name, reference.Version]);
        return tag.Length <= MaximumTag
            ? tag
            : throw new ConnectorStoreException(ConnectorStoreFailure.Failed, $"A secret of {reference.Scope.Kind} has a name that is too long for the vault: with its owner's id it may have some 200 characters.");
    }

    public static SecretReference? Read(string tag)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(tag) is [var kind, var id, var name, var version] ? new(new(kind, id), name, version) : null;
        }
        catch (JsonException)
        {
            // Somebody else's.
            return null;
        }
    }

    private static string PrefixOf(SecretScope scope) => $"vc-{HashOf($"{scope.Kind.Length}/{scope.Kind}/{scope.Id}")}-";

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashCharacters];
}
