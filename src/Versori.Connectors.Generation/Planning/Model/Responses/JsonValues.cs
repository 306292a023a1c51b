using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Finds the JSON objects and arrays in a response of a chat model, which often has text, code fences or the model's
/// thoughts around them.
/// </summary>
internal static class JsonValues
{
    private const int Longest = 100_000, Attempts = 200;

    private static readonly string[] Thoughts = ["think", "thinking", "thought", "thoughts", "reasoning", "analysis"];

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
    };

    /// <summary>Returns the outermost objects and arrays, in their order.</summary>
    public static IReadOnlyList<JsonElement> In(string text)
    {
        text = WithoutThoughts(text.Length > Longest ? text[..Longest] : text);
        var values = new List<JsonElement>();
        var attempts = 0;
        for (var at = 0; at < text.Length && attempts < Attempts; at++)
        {
            if (text[at] is not ('{' or '[')) continue;
            attempts++;
            var end = End(text, at);
            if (end < 0 || Parse(text[at..end]) is not { } value) continue;
            values.Add(value);
            at = end - 1;
        }

        return values;
    }

    private static string WithoutThoughts(string text)
    {
        foreach (var name in Thoughts)
        {
            // Servers often leave out the beginning, which was part of the prompt.
            var close = text.LastIndexOf($"</{name}>", StringComparison.OrdinalIgnoreCase);
            if (close >= 0) text = text[(close + name.Length + 3)..];
            var open = text.IndexOf($"<{name}>", StringComparison.OrdinalIgnoreCase);
            if (open >= 0) text = text[..open];
        }

        return text;
    }

    // The position after the bracket that closes the first one; -1 if it is not closed.
    private static int End(string text, int start)
    {
        var depth = 0;
        var isText = false;
        for (var at = start; at < text.Length; at++)
        {
            var character = text[at];
            if (isText)
            {
                if (character == '\\') at++;
                else if (character == '"') isText = false;
                continue;
            }

            if (character == '"') isText = true;
            else if (character is '{' or '[') depth++;
            else if (character is '}' or ']' && --depth == 0) return at + 1;
        }

        return -1;
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(LoneSurrogates.ToUtf8(text), Options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Text in brackets that is not JSON, such as a Markdown link. The search continues inside of it.
            return null;
        }
    }
}
