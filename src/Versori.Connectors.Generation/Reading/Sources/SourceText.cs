namespace Versori.Connectors.Generation.Reading;

/// <summary>Recognises a URL or a path that was given in place of a document's text.</summary>
internal static class SourceText
{
    private const string Remedy = "For a document at a URL use ConnectorSource.OpenApi(new Uri(url)), "
        + "for one in a file ConnectorSource.OpenApiFile(path).";

    private static readonly string[] Extensions = [".json", ".yaml", ".yml", ".graphql", ".wsdl", ".xml", ".har"];

    /// <summary>What is wrong with a text; <see langword="null"/> if it may be a document.</summary>
    public static string? Problem(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IndexOfAny('\n', '\r') >= 0 || trimmed is [] or ['{' or '[' or '<', ..]) return null;
        if (IsUrl(trimmed)) return $"This is a URL, not a document. {Remedy}";
        return IsPath(trimmed) ? $"This is the path of a file, not a document. {Remedy}" : null;
    }

    /// <summary>What to say of a document that is plain text.</summary>
    public static string PlainText => $"plain text. {Remedy}";

    private static bool IsUrl(ReadOnlySpan<char> text) =>
        text.IndexOf(' ') < 0 && text.IndexOf("://", StringComparison.Ordinal) > 0;

    // A line of YAML has a colon with a space after it.
    private static bool IsPath(ReadOnlySpan<char> text)
    {
        if (text.IndexOf(": ", StringComparison.Ordinal) >= 0) return false;
        foreach (var extension in Extensions)
        {
            if (text.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return text.IndexOf(' ') < 0 && (text.Contains('/') || text.Contains('\\'));
    }
}
