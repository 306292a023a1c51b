using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// Makes the JSON Schemas that most connectors need. <see cref="JsonSchema.Parse"/> reads any other.
/// </summary>
public static class Schema
{
    /// <summary>A text.</summary>
    /// <param name="format">Its format, such as <c>date-time</c>.</param>
    /// <param name="allowed">The only texts that are allowed; <see langword="null"/>: any.</param>
    public static JsonSchema Text(string? format = null, IReadOnlyList<string>? allowed = null)
    {
        var schema = Of("string");
        if (format is not null) schema["format"] = format;
        if (allowed is not null) schema["enum"] = new JsonArray([.. allowed.Select(value => JsonValue.Create(value))]);
        return Made(schema);
    }

    /// <summary>A whole number.</summary>
    /// <param name="minimum">The least value; <see langword="null"/>: any.</param>
    /// <param name="maximum">The greatest value; <see langword="null"/>: any.</param>
    public static JsonSchema Integer(long? minimum = null, long? maximum = null)
    {
        var schema = Of("integer");
        if (minimum is { } least) schema["minimum"] = least;
        if (maximum is { } greatest) schema["maximum"] = greatest;
        return Made(schema);
    }

    /// <summary>A number.</summary>
    public static JsonSchema Number() => Made(Of("number"));

    /// <summary>True or false.</summary>
    public static JsonSchema Boolean() => Made(Of("boolean"));

    /// <summary>A list.</summary>
    /// <param name="items">The schema of each item.</param>
    public static JsonSchema List(JsonSchema items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var schema = Of("array");
        schema["items"] = Node(items);
        return Made(schema);
    }

    /// <summary>
    /// An object. A name that ends with a question mark, such as <c>("note?", Schema.Text())</c>, is optional; the
    /// others are required.
    /// </summary>
    /// <param name="properties">The names and schemas of its properties.</param>
    public static JsonSchema Object(params IReadOnlyList<(string Name, JsonSchema Schema)> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var members = new JsonObject();
        var required = new JsonArray();
        foreach (var (name, property) in properties)
        {
            ArgumentException.ThrowIfNullOrEmpty(name, nameof(properties));
            ArgumentNullException.ThrowIfNull(property, nameof(properties));
            var isOptional = name.EndsWith('?');
            var key = isOptional ? name[..^1] : name;
            if (!members.TryAdd(key, Node(property)))
                throw new ArgumentException($"There is another property named '{key}'.", nameof(properties));
            if (!isOptional) required.Add((JsonNode?)JsonValue.Create(key));
        }

        var schema = Of("object");
        schema["properties"] = members;
        if (required.Count > 0) schema["required"] = required;
        return Made(schema);
    }

    /// <summary>A value, or null.</summary>
    /// <param name="schema">The schema of the value.</param>
    public static JsonSchema Nullable(JsonSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Made(new() { ["anyOf"] = new JsonArray(Node(schema), Of("null")) });
    }

    /// <summary>A reference to a schema of the definition (<see cref="ConnectorBuilder.SharedSchema"/>).</summary>
    /// <param name="name">The schema's name.</param>
    public static JsonSchema Shared(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Made(new() { ["$ref"] = JsonPointer.Append("#/schemas", name) });
    }

    private static JsonObject Of(string type) => new() { ["type"] = type };

    private static JsonNode Node(JsonSchema schema) => schema.Root.ValueKind == JsonValueKind.Object
        ? JsonObject.Create(schema.Root)!
        : JsonValue.Create(schema.Root)!;

    private static JsonSchema Made(JsonObject schema) => JsonSchema.Parse(schema.ToJsonString());
}
