using System.Text.Json;
using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A JSON value of any kind, kept as it was read. Instances are compared by content.</summary>
[JsonConverter(typeof(Converter))]
public sealed class JsonFragment : IEquatable<JsonFragment>
{
    /// <summary>Creates a fragment from a JSON element.</summary>
    /// <param name="root">The value. It is copied, so its document may be disposed.</param>
    /// <exception cref="ArgumentException">The element is undefined.</exception>
    public JsonFragment(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Undefined)
        {
            throw new ArgumentException("The element is undefined. Pass a parsed element.", nameof(root));
        }

        Root = root.Clone();
    }

    /// <summary>An object without members.</summary>
    public static JsonFragment Empty { get; } = Parse("{}");

    /// <summary>The value itself.</summary>
    public JsonElement Root { get; }

    /// <summary>Parses JSON text.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonFragment Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new() { MaxDepth = ConnectorJson.MaximumDepth });
        return new JsonFragment(document.RootElement);
    }

    /// <inheritdoc />
    public bool Equals(JsonFragment? other) => other is not null && JsonElement.DeepEquals(Root, other.Root);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as JsonFragment);

    /// <inheritdoc />
    public override int GetHashCode() =>
        Root.ValueKind == JsonValueKind.Object ? Root.GetPropertyCount() : (int)Root.ValueKind;

    /// <summary>Returns the JSON text.</summary>
    public override string ToString() => Root.GetRawText();

    internal sealed class Converter : JsonConverter<JsonFragment>
    {
        public override JsonFragment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new JsonFragment(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, JsonFragment value, JsonSerializerOptions options) =>
            value.Root.WriteTo(writer);
    }
}
