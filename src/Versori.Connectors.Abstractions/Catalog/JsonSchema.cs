using System.Text.Json;
using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A JSON Schema, kept as the JSON from which it was read. Instances are compared by content. References to the
/// definition's shared schemas have the form <c>{"$ref": "#/schemas/Name"}</c>.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class JsonSchema : IEquatable<JsonSchema>
{
    /// <summary>Creates a schema from a JSON element.</summary>
    /// <param name="root">An object or a boolean. It is copied, so its document may be disposed.</param>
    /// <exception cref="ArgumentException">The element is neither an object nor a boolean.</exception>
    public JsonSchema(JsonElement root)
    {
        if (root.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            throw new ArgumentException(
                $"A JSON Schema must be an object or a boolean, not {root.ValueKind}.",
                nameof(root));
        }

        Root = root.Clone();
    }

    /// <summary>The schema itself.</summary>
    public JsonElement Root { get; }

    /// <summary>Parses a schema from JSON text.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="ArgumentException">The JSON is neither an object nor a boolean.</exception>
    public static JsonSchema Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new() { MaxDepth = ConnectorJson.MaximumDepth });
        return new JsonSchema(document.RootElement);
    }

    /// <inheritdoc />
    public bool Equals(JsonSchema? other) => other is not null && JsonElement.DeepEquals(Root, other.Root);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as JsonSchema);

    /// <inheritdoc />
    public override int GetHashCode() =>
        Root.ValueKind == JsonValueKind.Object ? Root.GetPropertyCount() : (int)Root.ValueKind;

    /// <summary>Returns the schema's JSON text.</summary>
    public override string ToString() => Root.GetRawText();

    internal sealed class Converter : JsonConverter<JsonSchema>
    {
        public override JsonSchema Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            try
            {
                return new JsonSchema(document.RootElement);
            }
            catch (ArgumentException exception)
            {
                throw new JsonException(exception.Message, exception);
            }
        }

        public override void Write(Utf8JsonWriter writer, JsonSchema value, JsonSerializerOptions options) =>
            value.Root.WriteTo(writer);
    }
}
