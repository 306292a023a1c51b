using System.Text;

namespace Versori.Connectors.Webhooks;

/// <summary>
/// Parses the types of structured fields (RFC 8941 §4.2) that signatures use: strings, tokens, integers, booleans and
/// their parameters. Methods return <see langword="null"/> for invalid text, and never throw.
/// </summary>
internal ref struct StructuredReader(ReadOnlySpan<char> text)
{
    private const string BareSymbols = "-_.*?:/+=!#$%&'^`|~";

    private ReadOnlySpan<char> _rest = text;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public bool TryTake(char character)
    {
        if (_rest.IsEmpty || _rest[0] != character) return false;
        _rest = _rest[1..];
        return true;
    }

    /// <summary>Skips any number of spaces.</summary>
    public void SkipSpaces() => _rest = _rest.TrimStart(' ');

    /// <summary>Reads a string (RFC 8941 §4.2.5).</summary>
    public string? String()
    {
        if (!TryTake('"')) return null;
        var value = new StringBuilder();
        while (!_rest.IsEmpty)
        {
            var character = _rest[0];
            _rest = _rest[1..];
            if (character == '"') return value.ToString();
            if (character == '\\')
            {
                if (_rest.IsEmpty || _rest[0] is not ('"' or '\\')) return null;
                character = _rest[0];
                _rest = _rest[1..];
            }
            else if (character is < ' ' or > '~')
            {
                return null;
            }

            value.Append(character);
        }

        return null;
    }

    /// <summary>Reads parameters (RFC 8941 §4.2.3.2). A name that occurs twice is invalid.</summary>
    public Dictionary<string, string>? Parameters()
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        while (TryTake(';'))
        {
            SkipSpaces(); // RFC 8941 §4.2.3.2: any number of spaces.
            var name = Key();
            if (name.Length == 0) return null;
            var value = TryTake('=') ? Bare() : "?1";
            if (value is null || !parameters.TryAdd(name, value)) return null;
        }

        return parameters;
    }

    /// <summary>Reads the key of a dictionary member or parameter (RFC 8941 §4.2.3.3).</summary>
    public string Key()
    {
        var startsKey = !_rest.IsEmpty && (char.IsAsciiLetterLower(_rest[0]) || _rest[0] == '*');
        return startsKey ? While(IsKeyCharacter) : "";
    }

    private static bool IsKeyCharacter(char c) =>
        char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.' or '*';

    // RFC 8941 §4.2.4, §4.2.6 and §4.2.8: the characters of integers, tokens and booleans.
    private static bool IsBareCharacter(char c) => char.IsAsciiLetterOrDigit(c) || BareSymbols.Contains(c);

    private string? Bare()
    {
        if (_rest.IsEmpty) return null;
        if (_rest[0] == '"') return String();
        return While(IsBareCharacter) is { Length: > 0 } text ? text : null;
    }

    private string While(Func<char, bool> fits)
    {
        var length = 0;
        while (length < _rest.Length && fits(_rest[length])) length++;
        var taken = _rest[..length].ToString();
        _rest = _rest[length..];
        return taken;
    }
}
