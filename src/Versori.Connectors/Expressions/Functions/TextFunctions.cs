using System.Globalization;
using System.Xml;

namespace Versori.Connectors.Expressions;

/// <summary>The text functions of the expression language.</summary>
internal static class TextFunctions
{
    private const string Https = "https://";
    private const int MaximumPosition = 1_000_000;

    public static ExpressionFunction Replace { get; } =
        new("replace", "replace(\"_\", \"-\")", 3, 3, (arguments, _) => arguments[1].Text is { Length: > 0 } old
            ? EvaluatedValue.Of(arguments[0].Text.Replace(old, arguments[2].Text, StringComparison.Ordinal))
            : throw new ExpressionFunctionException("The text to replace is empty."));

    public static ExpressionFunction Before { get; } = new("before", "before(\":\")", 2, 2, (arguments, _) =>
        EvaluatedValue.Of(Split(arguments) is { } parts ? parts.Before : arguments[0].Text));

    public static ExpressionFunction After { get; } = new("after", "after(\":\")", 2, 2, (arguments, _) =>
        EvaluatedValue.Of(Split(arguments) is { } parts ? parts.After : ""));

    /// <summary>
    /// A part of a text by position: <c>substring("0", "8")</c> is its first 8 characters, <c>substring("-4")</c> its
    /// last 4. A part that is not in the text is empty.
    /// </summary>
    public static ExpressionFunction Substring { get; } =
        new("substring", "substring(\"0\", \"8\")", 2, 3, (arguments, _) =>
        {
            var text = arguments[0].Text;
            var start = ReadNumber(arguments[1].Text);
            if (start < 0) start += text.Length;
            start = Math.Clamp(start, 0, text.Length);
            var length = arguments is [_, _, var given] ? ReadNumber(given.Text) : text.Length;
            if (length < 0) throw new ExpressionFunctionException("The length of a part of a text is negative.");
            return EvaluatedValue.Of(text.Substring(start, Math.Min(length, text.Length - start)));
        });

    /// <summary>
    /// One item of a text with separators: <c>item(",", "0")</c> is the first, <c>item(",", "-1")</c> the last. An item
    /// that is not in the text is empty.
    /// </summary>
    public static ExpressionFunction Item { get; } = new("item", "item(\",\", \"0\")", 3, 3, (arguments, _) =>
    {
        if (arguments[1].Text.Length == 0) throw new ExpressionFunctionException("The separator of items is empty.");
        var items = arguments[0].Text.Split(arguments[1].Text);
        var index = ReadNumber(arguments[2].Text);
        if (index < 0) index += items.Length;
        return EvaluatedValue.Of(index >= 0 && index < items.Length ? items[index] : "");
    });

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

    private static int ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs((long)number) <= MaximumPosition
            ? number
            : throw new ExpressionFunctionException("A position or a length is not a number up to a million.");

    // Splits at the first occurrence of the separator.
    private static (string Before, string After)? Split(EvaluatedValue[] arguments)
    {
        var text = arguments[0].Text;
        var separator = arguments[1].Text;
        var index = separator.Length == 0 ? -1 : text.IndexOf(separator, StringComparison.Ordinal);
        return index < 0 ? null : (text[..index], text[(index + separator.Length)..]);
    }
}
