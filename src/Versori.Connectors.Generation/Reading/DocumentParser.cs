using System.Text;
using System.Text.Json;

namespace Versori.Connectors.Generation.Reading;

/// <summary>Parses the text of a document, JSON or YAML, into a JSON tree.</summary>
internal static class DocumentParser
{
    /// <summary>
    /// The maximum nesting depth of a document. The deepest of the large public documents has about 40 levels.
    /// </summary>
    public const int MaximumDepth = 200;

    /// <summary>Parses a document.</summary>
    /// <returns>
    /// The tree and its JSON text. The line numbers of the text are those of the document, also for YAML.
    /// </returns>
    public static ParsedDocument Parse(ReadOnlyMemory<byte> content, int limit, Work work)
    {
        var text = DocumentText.ToUtf8(content);
        var start = text.Span.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty) throw DocumentErrors.Invalid("", "The document is empty.");
        if (start[0] == '<' && !start.StartsWith("<<"u8))
        {
            throw DocumentErrors.Invalid(
                "",
                "This is HTML or XML, not an OpenAPI document. "
                + "Use the URL or file of the document itself, not of a web page about it.",
                1);
        }

        // A JSON document begins with a brace or a bracket, or with a comment that an editor added. All other text is
        // YAML.
        var isJson = start[0] is (byte)'{' or (byte)'[' || start.StartsWith("//"u8) || start.StartsWith("/*"u8);
        var json = isJson
            ? LoneSurrogates.Replace(text)
            : YamlDocument.ToJson(Encoding.UTF8.GetString(text.Span), limit, work);
        var document = ParseJson(json);
        var kind = document.RootElement.ValueKind;
        if (kind == JsonValueKind.Object) return new(document, json);
        document.Dispose();
        throw DocumentErrors.Invalid("", $"An OpenAPI document is an object, but this is {Describe(kind)}", 1);
    }

    private static JsonDocument ParseJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new()
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                MaxDepth = MaximumDepth,
            });
        }
        catch (JsonException exception)
        {
            throw JsonErrorLocator.Locate(json.Span, exception);
        }
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list.",
        JsonValueKind.String => SourceText.PlainText,
        _ => "a single value.",
    };
}
