using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>
/// JSON that this library made from an object of the host. Callers who look at it get a <see cref="JsonNode"/>. Most do
/// not, and it is checked and written without one.
/// </summary>
/// <param name="element">The JSON, which is not null.</param>
internal sealed class OwnJson(JsonElement element)
{
    private JsonNode? _node;

    /// <summary>The JSON, unless a caller got the node, and may have changed it.</summary>
    public JsonElement? Element => _node is null ? element : null;

    public JsonNode Node => _node ??= ArgumentConverter.FromElement(element)!;

    /// <summary>Returns the value as callers see it.</summary>
    public static object? Open(object? value) => value is OwnJson own ? own.Node : value;

    /// <summary>The members of an object as arguments. The names are those of the type, if it has them.</summary>
    public static EndpointArguments Members(JsonElement fields, IList<string> names)
    {
        var arguments = new EndpointArguments { Capacity = Math.Max(names.Count, 1) };
        var next = 0;
        foreach (var property in fields.EnumerateObject())
            arguments[NameOf(property, names, ref next)] = Of(property.Value);
        return arguments;
    }

    /// <summary>Returns JSON as an argument; <see langword="null"/> for JSON's null.</summary>
    public static OwnJson? Of(JsonElement element) =>
        element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : new(element);

    // Most objects have the properties of their type, in that order, some without a value.
    private static string NameOf(JsonProperty property, IList<string> names, ref int next)
    {
        for (var i = next; i < names.Count; i++)
        {
            if (!property.NameEquals(names[i])) continue;
            next = i + 1;
            return names[i];
        }

        return property.Name;
    }
}
