using System.Globalization;

namespace Versori.Connectors.Invocation;

/// <summary>Compares numbers of JSON by their values, whatever their size.</summary>
internal static class SchemaNumbers
{
    private const NumberStyles WithoutSpaces =
        NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite);

    public static bool IsNumber(string text) =>
        double.TryParse(text, WithoutSpaces, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);

    /// <summary>Whether the number has no fraction (JSON Schema core §4.2.2: 1.0 is an integer).</summary>
    public static bool IsInteger(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        if (!digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9')) return true;
        return double.TryParse(text, WithoutSpaces, CultureInfo.InvariantCulture, out var number)
            && double.IsInteger(number);
    }

    /// <summary>Compares two numbers; <see langword="null"/> if one of them is none.</summary>
    public static int? Compare(string left, string right)
    {
        if (TryDecimal(left, out var first) && TryDecimal(right, out var second)) return first.CompareTo(second);
        return double.TryParse(left, WithoutSpaces, CultureInfo.InvariantCulture, out var one)
            && double.TryParse(right, WithoutSpaces, CultureInfo.InvariantCulture, out var other)
            ? one.CompareTo(other)
            : null;
    }

    /// <summary>Whether a number is a multiple; true if that cannot be determined exactly.</summary>
    public static bool IsMultiple(string text, string divisor)
    {
        if (!TryDecimal(text, out var number) || !TryDecimal(divisor, out var factor) || factor <= 0) return true;
        try
        {
            return number % factor == 0;
        }
        catch (OverflowException)
        {
            return true;
        }
    }

    private static bool TryDecimal(string text, out decimal number) =>
        decimal.TryParse(text, WithoutSpaces, CultureInfo.InvariantCulture, out number);
}
