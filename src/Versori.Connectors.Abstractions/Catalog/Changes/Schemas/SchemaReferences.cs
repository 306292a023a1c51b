using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Finds which shared schemas differ, and which refer to those that do.</summary>
internal sealed class SchemaReferences
{
    private const string Prefix = "#/schemas/";

    private readonly HashSet<string> _changed;

    public SchemaReferences(
        IReadOnlyDictionary<string, JsonSchema> before, IReadOnlyDictionary<string, JsonSchema> after)
    {
        _changed = before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Where(name => !before.TryGetValue(name, out var former)
                || !after.TryGetValue(name, out var schema)
                || !former.Equals(schema))
            .ToHashSet(StringComparer.Ordinal);
        var users = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (name, schema) in after)
        {
            foreach (var used in Of(schema.Root).Distinct(StringComparer.Ordinal))
            {
                if (!users.TryGetValue(used, out var list)) users[used] = list = [];
                list.Add(name);
            }
        }

        var open = new Queue<string>(_changed);
        while (open.TryDequeue(out var name))
        {
            foreach (var user in users.GetValueOrDefault(name) ?? [])
            {
                if (_changed.Add(user)) open.Enqueue(user);
            }
        }
    }

    /// <summary>Whether a schema that is equal in both definitions refers to no schema that differs.</summary>
    public bool IsUnchanged(JsonElement schema) => !Of(schema).Any(_changed.Contains);

    /// <summary>The name of the shared schema that a reference names.</summary>
    public static string? Name(JsonElement reference) =>
        reference.ValueKind == JsonValueKind.String
        && reference.GetString() is { } text
        && text.StartsWith(Prefix, StringComparison.Ordinal)
            ? JsonPointer.Unescape(text[Prefix.Length..])
            : null;

    // The stack is explicit, because documents may nest deeply.
    private static IEnumerable<string> Of(JsonElement schema)
    {
        var open = new Stack<JsonElement>();
        open.Push(schema);
        while (open.TryPop(out var value))
        {
            if (value.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in value.EnumerateArray()) open.Push(item);
            }
            else if (value.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in value.EnumerateObject())
                {
                    if (member.NameEquals("$ref") && Name(member.Value) is { } name) yield return name;
                    else open.Push(member.Value);
                }
            }
        }
    }
}
