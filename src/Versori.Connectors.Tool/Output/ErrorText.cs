namespace Versori.Connectors.Tool.Output;

/// <summary>Errors and warnings as lines, in the form that editors and build logs recognize.</summary>
internal static class ErrorText
{
    /// <summary>Writes <c>file:line: kind: message (at pointer)</c> to standard error.</summary>
    public static void Write(Terminal terminal, string source, ConnectorError error, bool isWarning = false)
    {
        var place = error.Line is { } line ? $"{source}:{line}: " : $"{source}: ";
        var kind = isWarning ? new TextPart("warning", TextStyle.Warning) : new TextPart("error", TextStyle.Error);
        var location = string.IsNullOrEmpty(error.Location) ? "" : $" (at {error.Location})";
        terminal.Note(place, kind, $": {error.Message}", new(location, TextStyle.Faint));
    }
}
