using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Sources;

/// <summary>A source as it is named on the command line: <c>[KEY=]FILE</c>, <c>[KEY=]URL</c> or <c>-</c>.</summary>
internal sealed record SourceArgument(string? Key, string Location)
{
    public const string StandardInput = "-";

    public bool IsStandardInput => Location == StandardInput;

    public Uri? Url =>
        Location.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || Location.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? Uri.TryCreate(Location, UriKind.Absolute, out var url)
                ? url
                : throw ToolException.Usage($"'{Location}' is not a valid URL.")
            : null;

    /// <summary>The source's name in messages. Queries of URLs and user information often contain keys.</summary>
    public string Name => IsStandardInput
        ? "standard input"
        : Url is { } url ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : Location;

    public static SourceArgument Parse(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var hasKey = at > 0 && ConnectorId.TryParse(text[..at], null, out _) && !File.Exists(text);
        return hasKey ? new(text[..at], text[(at + 1)..]) : new(null, text);
    }
}
