using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Checks values against JSON Schema 2020-12 and the dialects of OpenAPI 2.0 and 3.0. It reports only what is certainly
/// wrong: formats and keywords that it does not know are ignored, a contradiction in a schema allows more, and of
/// <c>oneOf</c> at least one alternative has to match, because overlapping alternatives are common.
/// </summary>
/// <remarks>Immutable except for its cache of patterns, and safe to share between threads.</remarks>
internal sealed class SchemaValidator(IReadOnlyDictionary<string, JsonSchema> schemas)
{
    private const string ReferencePrefix = "#/schemas/";

    private readonly ConcurrentDictionary<string, Regex?> _patterns = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, PlainSchema> _plain = new(StringComparer.Ordinal);

    /// <summary>Returns the problems of a value, at most a hundred.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value; <see langword="null"/> is JSON's null.</param>
    /// <param name="isText">
    /// Whether scalars are sent as text, so that <c>"7"</c> is a whole number and <c>7</c> is text.
    /// </param>
    /// <param name="isResponse">
    /// Whether the value was received. Properties that are only written are then not required.
    /// </param>
    public IReadOnlyList<SchemaProblem> Check(
        JsonElement schema, JsonNode? value, bool isText, bool isResponse = false)
    {
        var run = new SchemaRun(this, isText, isResponse);
        run.Visit(schema, value, place: null, inherited: null);
        return run.Problems;
    }

    /// <summary>Finds the target of a reference; <see langword="null"/> if it has none in the definition.</summary>
    public JsonElement? Find(string reference)
    {
        if (!reference.StartsWith(ReferencePrefix, StringComparison.Ordinal)) return null;
        var tokens = reference[ReferencePrefix.Length..].Split('/');
        if (!schemas.TryGetValue(JsonPointer.Unescape(tokens[0]), out var schema)) return null;
        JsonElement? target = schema.Root;
        foreach (var token in tokens.Skip(1))
        {
            target = (target!.Value.ValueKind, JsonPointer.Unescape(token)) switch
            {
                (JsonValueKind.Object, var name) when target.Value.TryGetProperty(name, out var member) => member,
                (JsonValueKind.Array, var text) when int.TryParse(text, null, out var index)
                    && index >= 0 && index < target.Value.GetArrayLength() => target.Value[index],
                _ => null,
            };
            if (target is null) return null;
        }

        return target;
    }

    /// <summary>Finds the target of a reference, for values that need no full check.</summary>
    public PlainSchema? Plain(string reference)
    {
        if (_plain.TryGetValue(reference, out var known)) return known;
        return Find(reference) is { } target ? _plain.GetOrAdd(reference, new PlainSchema(target, this)) : null;
    }

    /// <summary>Returns a pattern; <see langword="null"/> if it is not understood.</summary>
    public Regex? Pattern(string pattern) => _patterns.GetOrAdd(pattern, SchemaPattern.Parse);
}
