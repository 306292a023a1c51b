using System.Buffers;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Copies webhooks without the content of their requests and responses, which the import does not read
/// (<see cref="WebhookReader"/>).
/// </summary>
internal static class OutlinedWebhooks
{
    // The webhook, its method, and the members of the operation.
    private const int DepthOfMembers = 3;

    /// <summary>Returns the object of webhooks by name, without the content.</summary>
    public static ReadOnlyMemory<byte> WithoutContent(ReadOnlyMemory<byte> webhooks, Work work)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(16, webhooks.Length / 8));
        using var writer = new Utf8JsonWriter(buffer, new() { SkipValidation = true });
        var reader = new Utf8JsonReader(webhooks.Span, JsonErrorLocator.Options);
        reader.Read();
        Copy(ref reader, webhooks.Span, writer, 1, work);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void Copy(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> text, Utf8JsonWriter writer, int depth, Work work)
    {
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            work.Step();
            var isContent = depth == DepthOfMembers
                && (reader.ValueTextEquals("requestBody"u8) || reader.ValueTextEquals("responses"u8));
            var name = reader.GetString()!;
            reader.Read();
            if (isContent)
            {
                reader.Skip();
                continue;
            }

            writer.WritePropertyName(name);
            if (depth < DepthOfMembers && reader.TokenType == JsonTokenType.StartObject)
            {
                Copy(ref reader, text, writer, depth + 1, work);
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            writer.WriteRawValue(text[start..(int)reader.BytesConsumed], skipInputValidation: true);
        }

        writer.WriteEndObject();
    }
}
