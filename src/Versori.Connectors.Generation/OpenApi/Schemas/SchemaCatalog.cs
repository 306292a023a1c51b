using System.Runtime.InteropServices;
using System.Text.Json;
using Versori.Connectors.Generation.OpenApi.Export;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// The schemas of a document. Only their references are changed, to <c>#/schemas/Name</c>. A target of a reference
/// elsewhere in the document, for example <c>#/paths/…/schema</c>, becomes a shared schema.
/// </summary>
/// <remarks>
/// <c>nullable</c> and a boolean <c>exclusiveMinimum</c> of OpenAPI 3.0 are unchanged. Converting them to JSON Schema
/// 2020-12 is ambiguous together with <c>$ref</c>, <c>allOf</c> and <c>enum</c>, and a reader can recognize them by
/// their types.
/// </remarks>
internal sealed class SchemaCatalog
{
    private readonly ReferenceResolver _references;

    // The names of an exported definition that OpenAPI does not allow, by those of the document.
    private readonly Node? _originals;
    private readonly OrderedDictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _hoisted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonSchema?> _read = new(StringComparer.Ordinal);
    private readonly UniqueNames _names = new();
    private readonly Queue<(string Name, Node Node)> _pending = new();

    public SchemaCatalog(Node root, ReferenceResolver references)
    {
        _references = references;
        _originals = root.Object("components")?.Object(ExtensionNames.Names);
        foreach (var section in new[] { root.Object("components")?.Object("schemas"), root.Object("definitions") })
        {
            if (section is null) continue;
            foreach (var (name, node) in AllMembers(section))
            {
                if (_named.TryAdd(name, node)) _names.TryTake(OriginalName(name));
            }
        }
    }

    /// <summary>Returns the shared schemas, including those that became shared because of a reference.</summary>
    public IReadOnlyDictionary<string, JsonSchema> Complete()
    {
        foreach (var (name, node) in _named)
        {
            var original = OriginalName(name);
            if (Read(node, original) is { } schema) _schemas[original] = schema;
        }

        while (_pending.TryDequeue(out var next))
        {
            if (Read(next.Node, next.Name) is { } schema) _schemas[next.Name] = schema;
        }

        return _schemas;
    }

    /// <summary>Returns a schema of the document, with its references rewritten.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="name">Its name, if it is a shared schema.</param>
    public JsonSchema? Read(Node node, string? name = null)
    {
        if (node.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            node.Warn("A schema must be an object or a boolean. It is ignored.");
            return null;
        }

        return NeedsRewriting(node.Value) ? new SchemaRewriter(this, node, name).Rewrite() : new JsonSchema(node.Value);
    }

    /// <summary>
    /// Returns the reference for the definition; <see langword="null"/> when the document's reference has no target.
    /// </summary>
    public string? Rewrite(string reference, string? within)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["#/components/schemas/", "#/definitions/"])
        {
            if (!reference.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var rest = reference[prefix.Length..];
            var name = Pointer.Tokens("/" + rest).First();
            if (_named.ContainsKey(name) && _references.Find(reference) is not null)
                return "#/schemas/" + WithOriginalName(name, rest);
            var decoded = Uri.UnescapeDataString(rest);
            var isNamed = _named.ContainsKey(Pointer.Tokens("/" + decoded).First());
            if (isNamed && _references.Find(prefix + decoded) is not null) return "#/schemas/" + decoded;
            // OpenAPI 2.0 documents that were only partly converted use both sections.
            if (_named.ContainsKey(name)) return "#/schemas/" + Pointer.Escape(name);
        }

        if (_references.Find(reference) is { } elsewhere)
        {
            return "#/schemas/" + Pointer.Escape(Hoist(reference, elsewhere));
        }

        // A name alone is the syntax of Swagger 1.2. A "#/$defs/X" of JSON Schema is relative to the root of the
        // schema.
        if (_named.ContainsKey(reference)) return "#/schemas/" + Pointer.Escape(reference);
        if (within is not null && reference is "#") return "#/schemas/" + Pointer.Escape(within);
        return within is not null && reference.StartsWith("#/$defs/", StringComparison.Ordinal)
            ? $"#/schemas/{Pointer.Escape(within)}{reference[1..]}"
            : null;
    }

    private string WithOriginalName(string name, string rest)
    {
        var original = OriginalName(name);
        if (original == name) return rest;
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return Pointer.Escape(original) + (slash < 0 ? "" : rest[slash..]);
    }

    private string OriginalName(string name) =>
        _originals is not null && _originals.Value.TryGetProperty(name, out var original)
        && original.ValueKind == JsonValueKind.String
            ? original.GetString()!
            : name;

    private string Hoist(string reference, Node node)
    {
        if (_hoisted.TryGetValue(reference, out var known)) return known;
        var name = string.Join('-', Pointer.Tokens(reference).Select(Slug.Of).Where(token => token.Length > 0));
        var unique = _names.Take(name);
        _hoisted[reference] = unique;
        _references.Count(node);
        _pending.Enqueue((unique, node));
        return unique;
    }

    // Most schemas contain nothing to rewrite. They are copied as bytes.
    private static bool NeedsRewriting(JsonElement schema)
    {
        var raw = JsonMarshal.GetRawUtf8Value(schema);
        return raw.IndexOf("\"$ref\""u8) >= 0
            || raw.IndexOf("null"u8) >= 0
            || raw.IndexOf("\"file\""u8) >= 0
            || raw.IndexOf("mapping"u8) >= 0
            || raw.IndexOf("x-versori-schema"u8) >= 0;
    }

    private static IEnumerable<(string Name, Node Node)> AllMembers(Node section)
    {
        foreach (var member in section.Value.EnumerateObject())
        {
            // A name that begins with x- is not an extension here.
            if (section.Child(member) is { } node) yield return (member.Name, node);
        }
    }
}
