using System.Buffers;
using System.Text;
using System.Text.Json;
using Versori.Connectors.Caching;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Packs several named secret values into one secret, with a format version so that they stay readable.
/// </summary>
internal static class SecretBundle
{
    private const int FormatVersion = 1;

    public static Secret Pack(IReadOnlyDictionary<string, string> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", FormatVersion);
            writer.WriteStartObject("values");
            foreach (var (name, value) in values) writer.WriteString(name, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new Secret(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>
    /// Returns the values; <see langword="null"/> when the secret is not a bundle that this release can read.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? Unpack(Secret secret)
    {
        try
        {
            using var document = JsonDocument.Parse(secret.Reveal());
            var root = document.RootElement;
            if (root.GetProperty("v").GetInt32() != FormatVersion) return null;
            return SmallMap.Of(root.GetProperty("values").EnumerateObject()
                .Select(property => KeyValuePair.Create(property.Name, property.Value.GetString()!)));
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null;
        }
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException;
}
