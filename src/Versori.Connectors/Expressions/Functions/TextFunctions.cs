using System.Xml;

namespace Versori.Connectors.Expressions;

/// <summary>What functions of the template language do with text.</summary>
internal static class TextFunctions
{
    private const string Https = "https://";

    public static TemplateFunction Replace { get; } = new("replace", "replace(\"_\", \"-\")", 3, 3, (arguments, _) => arguments[1].Text is { Length: > 0 } old
        ? TemplateOperand.Of(arguments[0].Text.Replace(old, arguments[2].Text, StringComparison.Ordinal))
        : throw new TemplateFunctionException("Nothing cannot be replaced by something."));

    public static TemplateFunction Before { get; } = new("before", "before(\":\")", 2, 2, (arguments, _) =>
        TemplateOperand.Of(Split(arguments) is { } parts ? parts.Before : arguments[0].Text));

    public static TemplateFunction After { get; } = new("after", "after(\":\")", 2, 2, (arguments, _) =>
        TemplateOperand.Of(Split(arguments) is { } parts ? parts.After : ""));

    /// <summary>A host, perhaps with a port and a path, as people copy it: the scheme before it and slashes after it say nothing new.</summary>
    public static string Address(string text) =>
        (text.StartsWith(Https, StringComparison.OrdinalIgnoreCase) ? text[Https.Length..] : text).TrimEnd('/');

    /// <summary>A time moved by the duration that the second argument is, if there is one.</summary>
    public static DateTimeOffset Moved(DateTimeOffset time, TemplateOperand[] arguments) =>
        arguments is [_, var by] && TryReadDuration(by.Text, out var duration) ? time + duration : time;

    /// <summary>Reads an ISO 8601 duration of up to ten years, such as <c>P7D</c> or <c>-PT5M</c>.</summary>
    public static bool TryReadDuration(string text, out TimeSpan duration)
    {
        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return duration.Duration() <= TimeSpan.FromDays(3660);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            duration = default;
            return false;
        }
    }

    // At the first place where the mark stands.
    private static (string Before, string After)? Split(TemplateOperand[] arguments)
    {
        var (text, mark) = (arguments[0].Text, arguments[1].Text);
        var at = mark.Length == 0 ? -1 : text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? null : (text[..at], text[(at + mark.Length)..]);
    }
}
