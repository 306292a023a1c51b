using System.Text;

namespace Versori.Connectors.Webhooks;

/// <summary>
/// Reads the part of structured fields (RFC 8941 §4.2) that signatures are written in: strings, tokens, integers, booleans
/// and their parameters. Nothing here throws; what is not such a value is <see langword="null"/>.
/// </summary>
internal ref struct StructuredReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public bool TryTake(char character)
    {
        if (_rest.IsEmpty || _rest[0] != character) return false;
        _rest = _rest[1..];
        return true;
    }

    /// <summary>RFC 8941 §4.2.5.</summary>
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

    /// <summary>RFC 8941 §4.2.3.2. A name that stands there twice is not guessed at.</summary>
    public Dictionary<string, string>? Parameters()
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        while (TryTake(';'))
        {
            while (TryTake(' '))
            {
                // RFC 8941 §4.2.3.2: any number of spaces.
            }

            var name = Key();
            if (name.Length == 0) return null;
            var value = TryTake('=') ? Bare() : "?1";
            if (value is null || !parameters.TryAdd(name, value)) return null;
        }

        return parameters;
    }

    /// <summary>A key of a dictionary or parameter (RFC 8941 §4.2.3.3).</summary>
    public string Key() => _rest.IsEmpty || !(char.IsAsciiLetterLower(_rest[0]) || _rest[0] == '*') ? "" : While(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.' or '*');

    private string? Bare()
    {
        if (_rest.IsEmpty) return null;
        if (_rest[0] == '"') return String();
        return While(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '*' or '?' or ':' or '/' or '+' or '=' or '!' or '#' or '$' or '%' or '&' or '\'' or '^' or '`' or '|' or '~') is { Length: > 0 } text ? text : null;
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
