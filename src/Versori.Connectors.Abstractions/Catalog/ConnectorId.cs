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

    /// <summary>Creates a key from its text.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">There is no text.</exception>
    /// <exception cref="FormatException">The text is not a key. The message contains the rule.</exception>
    public ConnectorId(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = Normalize(value) ?? throw NotKey(value);
    }

    /// <summary>The key's text; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>Parses a key.</summary>
    /// <param name="s">The text.</param>
    /// <exception cref="FormatException">The text is not a key. The message contains the rule.</exception>
    public static ConnectorId Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, null, out var id) ? id : throw NotKey(s);
    }

    /// <inheritdoc cref="Parse(string)" />
    public static ConnectorId Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Tries to parse a key.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConnectorId result)
    {
        var isKey = Normalize(s) is not null;
        result = isKey ? new ConnectorId(s!) : default;
        return isKey;
    }

    private static FormatException NotKey(string text) => new(
        $"'{text}' is not a connector key. Use 1 to {MaximumLength} of the characters a-z 0-9 . _ -, "
        + "beginning with a letter or digit.");

    // The key in lower case; null if the text is not a key.
    private static string? Normalize(string? text)
    {
        if (text is null || text.Length is 0 or > MaximumLength) return null;
        var key = text.ToLowerInvariant();
        return char.IsAsciiLetterOrDigit(key[0]) && key.All(IsAllowed) ? key : null;
    }

    private static bool IsAllowed(char c) =>
        char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-';

    /// <inheritdoc />
    public int CompareTo(ConnectorId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Returns the key's text.</summary>
    public override string ToString() => Value;

    internal sealed class Converter : StringIdConverter<ConnectorId>;
}
