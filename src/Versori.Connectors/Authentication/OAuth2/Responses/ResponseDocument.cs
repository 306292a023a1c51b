using System.Buffers;
using System.Text;
using System.Text.Json;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>Reads the body of a response in any supported format as JSON.</summary>
internal static class ResponseDocument
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>Returns the document; <see langword="null"/> if the body does not have the format.</summary>
    public static JsonElement? Read(OAuth2Response response, OAuth2TokenResponseFormat format, string textField) =>
        format switch
        {
            OAuth2TokenResponseFormat.Json => Json(response.Body.Bytes),
            OAuth2TokenResponseFormat.Form => Form(Text(response)),
            OAuth2TokenResponseFormat.Text => response.IsSuccess
                ? Object([new(textField, Text(response).Trim())])
                : Json(response.Body.Bytes),
            _ => Json(response.Body.Bytes) ?? (IsForm(response) ? Form(Text(response)) : null),
        };

    public static JsonElement? Json(ReadOnlyMemory<byte> bytes)
    {
        using var document = UntrustedJson.Parse(bytes);
        return document?.RootElement is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } root
            ? root.Clone()
            : null;
    }

    // Some providers send forms with the media type of plain text.
    private static bool IsForm(OAuth2Response response)
    {
        if (response.MediaType == FormType) return true;
        return response.MediaType == "text/plain" && Text(response).Contains("access_token=", StringComparison.Ordinal);
    }

    private static string Text(OAuth2Response response) => Encoding.UTF8.GetString(response.Body.Bytes.Span);

    private static JsonElement? Form(string text) => text.Length == 0 ? null : Object(text.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2))
        .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length == 2 ? Decode(pair[1]) : "")));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static JsonElement? Object(IEnumerable<KeyValuePair<string, string>> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in values.DistinctBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WriteString(name.TrimStart('/'), value);
            }

            writer.WriteEndObject();
        }

        return Json(buffer.WrittenMemory);
    }
}
