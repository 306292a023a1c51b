using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The key of a connector, such as <c>github</c>: 1 to 100 of the characters <c>a-z 0-9 . _ -</c>, beginning with a
/// letter or digit. There is one connector per key. Parsing converts the text to lower case.
/// </summary>
[JsonConverter(typeof(Converter))]
public readonly record struct ConnectorId : IParsable<ConnectorId>, IComparable<ConnectorId>
{
    private const int MaximumLength = 100;

    private readonly string? _value;

    private ConnectorId(string value) => _value = value;

    /// <summary>The key's text; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>Parses a key.</summary>
    /// <param name="s">The text.</param>
    /// <exception cref="FormatException">The text is not a key. The message contains the rule.</exception>
    public static ConnectorId Parse(string s) => Parse(s, provider: null);

    /// <inheritdoc cref="Parse(string)" />
    public static ConnectorId Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var id)
        ? id
        : throw new FormatException(
            $"'{s}' is not a connector key. Use 1 to {MaximumLength} of the characters a-z 0-9 . _ -, "
            + "beginning with a letter or digit.");

    /// <summary>Tries to parse a key.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConnectorId result)
    {
        result = default;
        if (s is null || s.Length is 0 or > MaximumLength) return false;
        var text = s.ToLowerInvariant();
        if (!char.IsAsciiLetterOrDigit(text[0])) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '_' or '-')) return false;
        }

        result = new ConnectorId(text);
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(ConnectorId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Returns the key's text.</summary>
    public override string ToString() => Value;

    internal sealed class Converter : StringIdConverter<ConnectorId>;
}
