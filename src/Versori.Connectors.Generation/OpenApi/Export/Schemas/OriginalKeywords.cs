using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>The keywords of a schema that an export had to change (<see cref="ExtensionNames.Schema"/>).</summary>
internal sealed class OriginalKeywords(JsonElement original)
{
    private readonly HashSet<string> _added =
        [.. SchemaKeywords.TextsOf(original, ExtensionNames.Added)];

    /// <summary>The keywords of the definition.</summary>
    public IEnumerable<JsonProperty> Members =>
        original.EnumerateObject().Where(member => !member.NameEquals(ExtensionNames.Added));

    /// <summary>Whether the export wrote a member instead of another one.</summary>
    public bool Replaces(JsonProperty member) => member.NameEquals(ExtensionNames.Schema)
        || _added.Contains(member.Name)
        || original.TryGetProperty(member.Name, out _);

    /// <summary>Whether the value of a keyword has references, which lead to the document.</summary>
    public static bool HasReferences(JsonProperty member) =>
        member.NameEquals("$ref") || (member.NameEquals("items") && SchemaKeywords.IsSchemas(member.Value));
}
