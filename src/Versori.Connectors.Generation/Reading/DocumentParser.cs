using System.Text;
using System.Text.Json;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.Reading;

/// <summary>Parses the text of a document, JSON or YAML, into a JSON tree.</summary>
internal static class DocumentParser
{
    /// <summary>
    /// The maximum nesting depth of a document. The deepest of the large public documents has about 40 levels.
    /// </summary>
    public const int MaximumDepth = 200;

    private static ReadOnlySpan<byte> Whitespace => " \t\r\n"u8;

    /// <summary>Parses a document.</summary>
    /// <returns>
    /// The tree and its JSON text. The line numbers of the text are those of the document, also for YAML.
    /// </returns>
    public static ParsedDocument Parse(ReadOnlyMemory<byte> content, int limit, Work work) =>
        ParseText(DocumentText.ToUtf8(content), limit, work);

    /// <summary>Parses a document that is valid UTF-8 without a byte order mark.</summary>
    /// <returns>As <see cref="Parse"/>.</returns>
    public static ParsedDocument ParseText(ReadOnlyMemory<byte> text, int limit, Work work)
    {
        if (text.Span.TrimStart(Whitespace).IsEmpty) throw DocumentErrors.Invalid("", "The document is empty.");
        var format = FormatOf(text.Span);
        if (format == SourceFormat.Xml)
        {
            throw DocumentErrors.Invalid(
                "",
                "This is HTML or XML, not an OpenAPI document. "
                + "Use the URL or file of the document itself, not of a web page about it.",
                1);
        }

        var json = format == SourceFormat.Json
            ? LoneSurrogates.Replace(text)
            : YamlDocument.ToJson(Encoding.UTF8.GetString(text.Span), limit, work);
        var document = ParseJson(json);
        var kind = document.RootElement.ValueKind;
        if (kind == JsonValueKind.Object) return new(document, json);
        document.Dispose();
        throw DocumentErrors.Invalid("", $"An OpenAPI document is an object, but this is {Describe(kind)}", 1);
    }

    /// <summary>Returns the format of a text.</summary>
    public static SourceFormat FormatOf(ReadOnlySpan<byte> text)
    {
        var start = text.TrimStart(Whitespace);
        if (start.IsEmpty) return SourceFormat.Text;
        if (start[0] == '<' && !start.StartsWith("<<"u8)) return SourceFormat.Xml;
        return start[0] is (byte)'{' or (byte)'[' || start.StartsWith("//"u8) || start.StartsWith("/*"u8)
            ? SourceFormat.Json
            : SourceFormat.Text;
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
