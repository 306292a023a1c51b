using System.Text.Json;
using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Mcp;

/// <summary>The arguments of a call. Wrong ones are errors that name the argument.</summary>
internal sealed class ToolArguments(IDictionary<string, JsonElement>? values)
{
    public string Text(string name) => Find(name) ?? throw ToolException.Usage($"The argument '{name}' is missing.");

    public string? Find(string name) => Value(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw ToolException.Usage($"The argument '{name}' must be a text."),
    };

    public bool Flag(string name) => Value(name) switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw ToolException.Usage($"The argument '{name}' must be true or false."),
    };

    public int Number(string name, int minimum, int maximum, int otherwise) => Value(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => otherwise,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value)
            && value >= minimum && value <= maximum => value,
        _ => throw ToolException.Usage($"The argument '{name}' must be a number from {minimum} to {maximum}."),
    };

    public IReadOnlyList<string> Texts(string name)
    {
        if (Value(name) is not { ValueKind: not JsonValueKind.Null } list) return [];
        return list.ValueKind == JsonValueKind.Array
            && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
                : throw ToolException.Usage($"The argument '{name}' must be a list of texts.");
    }

    public Dictionary<string, string> Map(string name)
    {
        if (Value(name) is not { ValueKind: not JsonValueKind.Null } map) return new(StringComparer.Ordinal);
        return map.ValueKind == JsonValueKind.Object
            && map.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.String)
                ? map.EnumerateObject().ToDictionary(
                    member => member.Name, member => member.Value.GetString()!, StringComparer.Ordinal)
                : throw ToolException.Usage($"The argument '{name}' must be an object of texts.");
    }

    private JsonElement? Value(string name) =>
        values is not null && values.TryGetValue(name, out var value) ? value : null;
}
