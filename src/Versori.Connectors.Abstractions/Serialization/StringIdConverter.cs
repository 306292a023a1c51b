using System.Text.Json;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Serialization;

/// <summary>
/// Writes an id as its text and reads it with the id's own parser, so that the error for an invalid id contains the
/// reason.
/// </summary>
internal abstract class StringIdConverter<T> : JsonConverter<T>
    where T : struct, IParsable<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? throw new JsonException($"A {typeof(T).Name} cannot be null.");
        try
        {
            return T.Parse(text, provider: null);
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
