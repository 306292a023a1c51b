using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Invocation;

/// <content>Numbers and text (JSON Schema validation §6.2 and §6.3).</content>
internal sealed partial class SchemaRun
{
    private void CheckScalar(JsonElement part, JsonValue value, ValuePlace? place)
    {
        var kind = value.GetValueKind();
        if (kind is not (JsonValueKind.String or JsonValueKind.Number)) return;
        var text = ArgumentCheck.Text(value);
        var isNumber = kind == JsonValueKind.Number;
        if (isText && SchemaKeywords.Types(part) is { Count: > 0 } types)
            isNumber = !types.Contains("string") && SchemaNumbers.IsNumber(text);
        if (isNumber) CheckNumber(part, text, place);
        else CheckText(part, text, place);
    }

    private void CheckNumber(JsonElement part, string text, ValuePlace? place)
    {
        var (least, isAbove) = Limit(part, "minimum", "exclusiveMinimum");
        var (most, isBelow) = Limit(part, "maximum", "exclusiveMaximum");

        // A contradiction in the document: no number would be allowed.
        if (least is not null && most is not null && SchemaNumbers.Compare(least, most) > 0) return;
        if (least is not null && SchemaNumbers.Compare(text, least) is { } low && (isAbove ? low <= 0 : low < 0))
            Add(place, $"The value must be {(isAbove ? "greater than" : "at least")} {least}.");
        if (most is not null && SchemaNumbers.Compare(text, most) is { } high && (isBelow ? high >= 0 : high > 0))
            Add(place, $"The value must be {(isBelow ? "less than" : "at most")} {most}.");
        if (SchemaKeywords.Find(part, "multipleOf", JsonValueKind.Number) is { } divisor
            && !SchemaNumbers.IsMultiple(text, divisor.GetRawText()))
        {
            Add(place, $"The value must be a multiple of {divisor.GetRawText()}.");
        }
    }

    // In OpenAPI 3.0, the exclusive limit is a boolean that belongs to the other keyword; in 3.1 it is a number.
    private static (string? Limit, bool IsExclusive) Limit(JsonElement part, string keyword, string exclusive)
    {
        var limit = SchemaKeywords.Find(part, keyword, JsonValueKind.Number)?.GetRawText();
        return SchemaKeywords.Find(part, exclusive) switch
        {
            { ValueKind: JsonValueKind.True } => (limit, true),
            { ValueKind: JsonValueKind.Number } number when limit is null || IsStricter(keyword, number, limit) =>
                (number.GetRawText(), true),
            _ => (limit, false),
        };
    }

    private static bool IsStricter(string keyword, JsonElement number, string limit)
    {
        var order = SchemaNumbers.Compare(number.GetRawText(), limit);
        return keyword == "minimum" ? order >= 0 : order <= 0;
    }

    private void CheckText(JsonElement part, string text, ValuePlace? place)
    {
        var (least, most) = SchemaKeywords.Range(part, "minLength", "maxLength");
        if ((least > 0 || most < int.MaxValue) && !IsBinary(part))
        {
            // JSON Schema validation §6.3.1: the length is the number of Unicode characters.
            var length = text.EnumerateRunes().Count();
            if (length < least) Add(place, $"The text must have at least {least} characters, and has {length}.");
            if (length > most) Add(place, $"The text must have at most {most} characters, and has {length}.");
        }

        if (SchemaKeywords.Find(part, "pattern", JsonValueKind.String) is { } pattern)
            CheckPattern(pattern.GetString()!, text, place, "The text must match the pattern");
    }

    private void CheckPattern(string pattern, string text, ValuePlace? place, string message)
    {
        if (IsMatch(pattern, text) == false) Add(place, $"{message} {pattern}.");
    }

    // Null if the pattern is not understood or takes too long.
    private bool? IsMatch(string pattern, string text)
    {
        if (_slowPatterns < MaximumSlowPatterns && validator.Pattern(pattern) is { } expression)
        {
            try
            {
                _steps -= 16;
                return expression.IsMatch(text);
            }
            catch (RegexMatchTimeoutException)
            {
                _slowPatterns++;
            }
        }

        _isUncertain = true;
        return null;
    }

    // The length of a file is that of its bytes, which are not known here.
    private static bool IsBinary(JsonElement part) =>
        SchemaKeywords.Find(part, "format", JsonValueKind.String) is { } format && format.ValueEquals("binary");
}
