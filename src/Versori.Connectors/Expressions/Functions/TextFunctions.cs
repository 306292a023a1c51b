using System.Xml;

namespace Versori.Connectors.Expressions;

/// <summary>The text functions of the expression language.</summary>
internal static class TextFunctions
{
    private const string Https = "https://";

    public static ExpressionFunction Replace { get; } =
        new("replace", "replace(\"_\", \"-\")", 3, 3, (arguments, _) => arguments[1].Text is { Length: > 0 } old
            ? EvaluatedValue.Of(arguments[0].Text.Replace(old, arguments[2].Text, StringComparison.Ordinal))
            : throw new ExpressionFunctionException("The text to replace is empty."));

    public static ExpressionFunction Before { get; } = new("before", "before(\":\")", 2, 2, (arguments, _) =>
        EvaluatedValue.Of(Split(arguments) is { } parts ? parts.Before : arguments[0].Text));

    public static ExpressionFunction After { get; } = new("after", "after(\":\")", 2, 2, (arguments, _) =>
        EvaluatedValue.Of(Split(arguments) is { } parts ? parts.After : ""));

    /// <summary>
    /// Normalises an address as people copy it: a host that may have a port and a path. Removes the scheme and trailing
    /// slashes.
    /// </summary>
    public static string Address(string text) =>
        (text.StartsWith(Https, StringComparison.OrdinalIgnoreCase) ? text[Https.Length..] : text).TrimEnd('/');

    /// <summary>Adds the duration in the second argument to a time, if there is a second argument.</summary>
    public static DateTimeOffset AddDuration(DateTimeOffset time, EvaluatedValue[] arguments) =>
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

    // Splits at the first occurrence of the separator.
    private static (string Before, string After)? Split(EvaluatedValue[] arguments)
    {
        var text = arguments[0].Text;
        var separator = arguments[1].Text;
        var index = separator.Length == 0 ? -1 : text.IndexOf(separator, StringComparison.Ordinal);
        return index < 0 ? null : (text[..index], text[(index + separator.Length)..]);
    }
}
