using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Reading;

/// <summary>
/// The core schema of YAML 1.2 (§10.3.2), which determines the type of a plain scalar. <c>yes</c>, <c>on</c> and dates
/// are text.
/// </summary>
internal static partial class YamlScalarSchema
{
    /// <summary>
    /// Returns the JSON of a plain scalar that is null, a boolean or a number; <see langword="null"/> for text.
    /// </summary>
    public static string? ToJson(string value) => value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => "null",
        "true" or "True" or "TRUE" => "true",
        "false" or "False" or "FALSE" => "false",
        _ when value[0] is not (>= '0' and <= '9' or '-' or '+' or '.') => null,
        ['0', 'x', .. var digits] when digits.Length is > 0 and < 100 && digits.All(char.IsAsciiHexDigit) =>
            BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture),
        ['0', 'o', .. var digits] when digits.Length is > 0 and < 20 && digits.All(c => c is >= '0' and <= '7') =>
            Convert.ToUInt64(digits, 8).ToString(CultureInfo.InvariantCulture),
        _ => Number(value),
    };

    // The digits are unchanged. Only what JSON does not allow is removed: a plus, leading zeros, a point without
    // digits.
    private static string? Number(string value)
    {
        var match = Decimal().Match(value);
        var hasDigits = match.Success && match.Groups["whole"].Length + match.Groups["part"].Length > 0;
        if (!hasDigits) return null;
        var whole = match.Groups["whole"].Value.TrimStart('0');
        var part = match.Groups["part"].Value;
        return string.Concat(
            match.Groups["sign"].Value == "-" ? "-" : "",
            whole.Length == 0 ? "0" : whole,
            part.Length == 0 ? "" : "." + part,
            match.Groups["power"].Value);
    }

    [GeneratedRegex(
        @"^(?<sign>[-+]?)(?<whole>[0-9]*)(\.(?<part>[0-9]*))?(?<power>([eE][-+]?[0-9]+)?)\z",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex Decimal();
}
