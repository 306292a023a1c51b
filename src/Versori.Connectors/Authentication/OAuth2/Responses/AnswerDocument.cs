using System.Buffers;
using System.Text;
using System.Text.Json;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2.Answers;

/// <summary>Reads the text of an answer, however it is written, as JSON.</summary>
internal static class AnswerDocument
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>The answer; <see langword="null"/> when it is not written as the format says.</summary>
    public static JsonElement? Read(OAuth2Answer answer, OAuth2AnswerFormat format, string textField) => format switch
    {
        OAuth2AnswerFormat.Json => Json(answer.Body.Bytes),
        OAuth2AnswerFormat.Form => Form(Text(answer)),
        OAuth2AnswerFormat.Text => answer.IsSuccess ? Object([new(textField, Text(answer).Trim())]) : Json(answer.Body.Bytes),
        _ => Json(answer.Body.Bytes) ?? (IsForm(answer) ? Form(Text(answer)) : null),
    };

    // Some providers write forms and call them plain text.
    private static bool IsForm(OAuth2Answer answer) =>
        answer.MediaType == FormType || (answer.MediaType == "text/plain" && Text(answer).Contains("access_token=", StringComparison.Ordinal));

    private static string Text(OAuth2Answer answer) => Encoding.UTF8.GetString(answer.Body.Bytes.Span);

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
            foreach (var (name, value) in values.DistinctBy(pair => pair.Key, StringComparer.Ordinal)) writer.WriteString(name.TrimStart('/'), value);
            writer.WriteEndObject();
        }

        return Json(buffer.WrittenMemory);
    }

    public static JsonElement? Json(ReadOnlyMemory<byte> bytes)
    {
        using var document = AnswerJson.Parse(bytes);
        return document?.RootElement is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } root ? root.Clone() : null;
    }
}
