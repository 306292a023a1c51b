using System.Text;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Reads JSON that a document contains as text.</summary>
internal static class EmbeddedJson
{
    /// <summary>Parses a text; <see langword="null"/> if it is not JSON, or too deeply nested.</summary>
    public static JsonDocument? Parse(string text, int maximumDepth = DocumentParser.MaximumDepth)
    {
        try
        {
            return JsonDocument.Parse(LoneSurrogates.ToUtf8(text), new()
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                MaxDepth = maximumDepth,
            });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Parses a text in which <c>{{names}}</c> stand for values. Outside of JSON texts, they are read as null.
    /// </summary>
    public static JsonDocument? ParseTemplate(string text) => Parse(text) ?? Parse(WithoutVariables(text));

    private static string WithoutVariables(string text)
    {
        var result = new StringBuilder(text.Length);
        var isText = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (isText && text[i] == '\\' && i + 1 < text.Length)
            {
                result.Append(text[i++]).Append(text[i]);
                continue;
            }

            if (text[i] == '"') isText = !isText;
            var isVariable = !isText && text[i] == '{' && i + 1 < text.Length && text[i + 1] == '{';
            var end = isVariable ? text.IndexOf("}}", i, StringComparison.Ordinal) : -1;
            if (end < 0 || text.AsSpan(i + 2, end - i - 2).ContainsAny("{\":"))
            {
                result.Append(text[i]);
                continue;
            }

            result.Append("null");
            i = end + 1;
        }

        return result.ToString();
    }
}
