namespace Versori.Connectors.Tool.Output;

/// <summary>Writes to standard output and standard error, in colours where the terminal has them.</summary>
internal sealed class Terminal
{
    private readonly bool _outputHasColours;
    private readonly bool _errorHasColours;

    public Terminal(bool usesJson, bool isQuiet = false)
    {
        var isPlain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || IsDumb;
        _outputHasColours = !isPlain && !Console.IsOutputRedirected;
        _errorHasColours = !isPlain && !Console.IsErrorRedirected;
        ShowsProgress = !usesJson && !isQuiet && !Console.IsErrorRedirected && !IsDumb;
        CanAsk = !usesJson && !Console.IsInputRedirected && !Console.IsErrorRedirected && !IsDumb;
    }

    /// <summary>Whether progress can be shown on standard error.</summary>
    public bool ShowsProgress { get; }

    /// <summary>Whether a person can be asked.</summary>
    public bool CanAsk { get; }

    /// <summary>Whether standard error has colours.</summary>
    public bool HasColours => _errorHasColours;

    private static bool IsDumb => Environment.GetEnvironmentVariable("TERM") == "dumb";

    /// <summary>Writes a line of the result to standard output.</summary>
    public void Line(params ReadOnlySpan<TextPart> parts) => Write(Console.Out, _outputHasColours, parts);

    /// <summary>Writes a line about the result to standard error.</summary>
    public void Note(params ReadOnlySpan<TextPart> parts) => Write(Console.Error, _errorHasColours, parts);

    /// <summary>Writes text of several lines that the tool itself has made.</summary>
    public static void Block(string text) => Console.Out.WriteLine(TerminalText.Clean(text, keepsLines: true).TrimEnd('\n'));

    private static void Write(TextWriter writer, bool hasColours, ReadOnlySpan<TextPart> parts)
    {
        foreach (var part in parts)
        {
            var text = TerminalText.Clean(part.Text);
            writer.Write(hasColours && Code(part.Style) is { } code ? $"\e[{code}m{text}\e[0m" : text);
        }

        writer.WriteLine();
    }

    private static string? Code(TextStyle style) => style switch
    {
        TextStyle.Error => "31",
        TextStyle.Warning => "33",
        TextStyle.Success => "32",
        TextStyle.Strong => "1",
        TextStyle.Faint => "2",
        _ => null,
    };
}
