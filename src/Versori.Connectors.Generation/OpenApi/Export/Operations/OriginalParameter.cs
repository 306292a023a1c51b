using System.Buffers;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>Reads parameters that an export had to change (<see cref="ExtensionNames.Parameter"/>).</summary>
internal static class OriginalParameter
{
    /// <summary>
    /// Returns the parameter of the endpoint; <see langword="null"/> if the export added it. Other parameters are
    /// returned as they are.
    /// </summary>
    public static Node? Of(Node parameter)
    {
        var isChanged = parameter.IsObject
            && parameter.Value.TryGetProperty(ExtensionNames.Parameter, out var found)
            && found.ValueKind == JsonValueKind.Object;
        if (!isChanged) return parameter;
        var original = parameter.Value.GetProperty(ExtensionNames.Parameter);
        if (original.TryGetProperty(ExtensionNames.Omit, out var omit) && omit.ValueKind == JsonValueKind.True)
            return null;

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { MaxDepth = 2 * DocumentParser.MaximumDepth }))
        {
            writer.WriteStartObject();
            foreach (var member in parameter.Value.EnumerateObject())
            {
                var isReplaced = member.NameEquals(ExtensionNames.Parameter)
                    || original.TryGetProperty(member.Name, out _);
                if (!isReplaced) member.WriteTo(writer);
            }

            foreach (var member in original.EnumerateObject()) member.WriteTo(writer);
            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(
            buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = 2 * DocumentParser.MaximumDepth });
        return parameter.With(JsonElement.ParseValue(ref reader));
    }
}
