using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.AI.Texts;

/// <summary>Writes and reads JSON for models: text beyond ASCII is not escaped, which would cost tokens.</summary>
internal static class AgentJson
{
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
    };

    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };

    /// <summary>Reads JSON that a model wrote as text. A member that occurs twice is an error.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static JsonNode? Parse(string text) =>
        JsonNode.Parse(Encoding.UTF8.GetBytes(text), documentOptions: Reading);

    /// <summary>Returns the compact text of a value.</summary>
    public static string Text(JsonNode? value)
    {
        if (value is null) return "null";
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Writing)) value.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Returns a value as an element that keeps no document open.</summary>
    public static JsonElement Element(JsonNode value)
    {
        using var document = JsonDocument.Parse(Text(value), new() { MaxDepth = 256 });
        return document.RootElement.Clone();
    }

    /// <summary>Copies an element.</summary>
    public static JsonNode? Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        _ => JsonNode.Parse(element.GetRawText(), documentOptions: new() { MaxDepth = 256 }),
    };

    /// <summary>Returns an array of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) =>
        new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);
}
