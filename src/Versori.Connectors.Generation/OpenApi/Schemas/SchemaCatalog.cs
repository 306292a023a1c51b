using System.Runtime.InteropServices;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// The schemas of a document, kept as they are written but for their references, which become <c>#/schemas/Name</c>.
/// What is named from elsewhere in the document, such as <c>#/paths/…/schema</c>, becomes a shared schema of its own.
/// </summary>
/// <remarks>
/// OpenAPI 3.0's <c>nullable</c> and boolean <c>exclusiveMinimum</c> stay as they are: turning them into JSON Schema 2020-12
/// is ambiguous beside <c>$ref</c>, <c>allOf</c> and <c>enum</c>, and a reader that cares can tell them apart from their types.
/// </remarks>
internal sealed class SchemaCatalog
{
    private readonly ReferenceResolver _references;
    private readonly OrderedDictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _hoisted = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, Node Node)> _pending = new();

    public SchemaCatalog(Node root, ReferenceResolver references)
    {
        _references = references;
        foreach (var section in new[] { root.Object("components")?.Object("schemas"), root.Object("definitions") })
        {
            if (section is null) continue;
            foreach (var (name, node) in AllMembers(section)) _named.TryAdd(name, node);
        }
    }

    /// <summary>The shared schemas, and those that references to other places made shared.</summary>
    public IReadOnlyDictionary<string, JsonSchema> Complete()
    {
        foreach (var (name, node) in _named)
        {
            if (Read(node, name) is { } schema) _schemas[name] = schema;
        }

        while (_pending.TryDequeue(out var next))
        {
            if (Read(next.Node, next.Name) is { } schema) _schemas[next.Name] = schema;
        }

        return _schemas;
    }

    /// <summary>A schema of the document, with its references rewritten.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="name">Its name, if it is a shared one.</param>
    public JsonSchema? Read(Node node, string? name = null)
    {
        if (node.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            node.Warn("A schema is an object or a boolean; this one is ignored.");
            return null;
        }

        return NeedsRewriting(node.Value) ? new SchemaRewriter(this, node, name).Rewrite() : new JsonSchema(node.Value);
    }

    /// <summary>The reference in the definition for one of the document; <see langword="null"/> when it names nothing.</summary>
    public string? Rewrite(string reference, string? within)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["#/components/schemas/", "#/definitions/"])
        {
            if (!reference.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var rest = reference[prefix.Length..];
            var name = Pointer.Tokens("/" + rest).First();
            if (_named.ContainsKey(name) && _references.Find(reference) is not null) return "#/schemas/" + rest;
            var decoded = Uri.UnescapeDataString(rest);
            if (_named.ContainsKey(Pointer.Tokens("/" + decoded).First()) && _references.Find(prefix + decoded) is not null) return "#/schemas/" + decoded;
            // OpenAPI 2.0 documents that were converted half way name either section.
            if (_named.ContainsKey(name)) return "#/schemas/" + Pointer.Escape(name);
        }

        if (_references.Find(reference) is { } elsewhere) return "#/schemas/" + Pointer.Escape(Hoist(reference, elsewhere));
        // A bare name is a leftover of Swagger 1.2; JSON Schema's own "#/$defs/X" is meant from the schema's root.
        if (_named.ContainsKey(reference)) return "#/schemas/" + Pointer.Escape(reference);
        if (within is not null && reference is "#") return "#/schemas/" + Pointer.Escape(within);
        return within is not null && reference.StartsWith("#/$defs/", StringComparison.Ordinal)
            ? $"#/schemas/{Pointer.Escape(within)}{reference[1..]}"
            : null;
    }

    private string Hoist(string reference, Node node)
    {
        if (_hoisted.TryGetValue(reference, out var known)) return known;
        var name = string.Join('-', Pointer.Tokens(reference).Select(Slug.Of).Where(token => token.Length > 0));
        var unique = name;
        for (var i = 2; _named.ContainsKey(unique) || _hoisted.ContainsValue(unique); i++) unique = $"{name}-{i}";
        _hoisted[reference] = unique;
        _pending.Enqueue((unique, node));
        return unique;
    }

    // Most schemas hold nothing to rewrite; those are copied as bytes.
    private static bool NeedsRewriting(JsonElement schema)
    {
        var raw = JsonMarshal.GetRawUtf8Value(schema);
        return raw.IndexOf("\"$ref\""u8) >= 0 || raw.IndexOf("null"u8) >= 0 || raw.IndexOf("\"file\""u8) >= 0 || raw.IndexOf("mapping"u8) >= 0;
    }

    private static IEnumerable<(string Name, Node Node)> AllMembers(Node section)
    {
        foreach (var member in section.Value.EnumerateObject())
        {
            // Unlike elsewhere, a name that begins with x- is a name here.
            if (section.Find(member.Name) is { } node) yield return (member.Name, node);
        }
    }
}
