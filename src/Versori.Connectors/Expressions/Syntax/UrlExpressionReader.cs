using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Expressions;

/// <summary>Determines the position of each part of an expression in a URL (RFC 3986 §3).</summary>
internal sealed class UrlExpressionReader(ExpressionPart[] parts)
{
    private const string NeedsScheme = "A URL starts with 'https://' (or 'http://'), or with a placeholder whose value "
        + "is a whole URL.";

    private readonly ValuePosition[] _positions = new ValuePosition[parts.Length];

    // The position of the next character. It is Host until the authority ends.
    private ValuePosition _current = ValuePosition.Host;
    private bool _inBrackets;

    public static bool TryRead(
        ExpressionPart[] parts,
        [NotNullWhen(true)] out ValuePosition[]? positions,
        [NotNullWhen(false)] out ExpressionSyntaxError? error)
    {
        var reader = new UrlExpressionReader(parts);
        error = reader.Read();
        positions = error is null ? reader._positions : null;
        return error is null;
    }

    private ExpressionSyntaxError? Read()
    {
        if (parts.Length == 0) return new(1, $"The URL is empty. {NeedsScheme}");
        var skip = 0;
        if (parts[0].Literal is { } start)
        {
            if (start.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) skip = "https://".Length;
            else if (start.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) skip = "http://".Length;
            else return new(1, NeedsScheme);
        }
        else if (ReadUrlStart() is { } problem)
        {
            return problem;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (i == 0 && _current == ValuePosition.UrlStart)
            {
                _positions[0] = ValuePosition.UrlStart;
                _current = ValuePosition.PathSegment;
                continue;
            }

            if (parts[i].Literal is { } literal)
            {
                if (ReadLiteral(literal, i == 0 ? skip : 0, parts[i].Column) is { } error) return error;

                // A literal after a whole URL is marked, because the two may share a slash.
                var followsWholeUrl = i == 1 && _positions[0] == ValuePosition.UrlStart;
                _positions[i] = followsWholeUrl ? ValuePosition.UrlStart : ValuePosition.Raw;
                continue;
            }

            if (_inBrackets) return new(parts[i].Column, "A placeholder cannot be part of an IPv6 address.");
            _positions[i] = _current == ValuePosition.Host && !IsWholeHost(i)
                ? ValuePosition.HostLabel
                : _current;
        }

        return CheckExample();
    }

    private ExpressionSyntaxError? ReadUrlStart()
    {
        _current = ValuePosition.UrlStart;
        if (parts.Length == 1) return null;
        return parts[1].Literal switch
        {
            ['/', ..] or ['?', ..] => null,
            [':', '/', '/', ..] => new(
                parts[0].Column, "The scheme of a URL cannot be a placeholder. Write 'https://'."),
            _ => new(
                parts[1].Column,
                "A placeholder whose value is a whole URL must be followed by '/' or '?', or by nothing."),
        };
    }

    private ExpressionSyntaxError? ReadLiteral(string literal, int skip, int column)
    {
        for (var i = skip; i < literal.Length; i++)
        {
            var character = literal[i];
            if (char.IsWhiteSpace(character) || char.IsControl(character) || character == '\\')
            {
                return new(
                    column + i, "A URL cannot have spaces, control characters or backslashes. Percent-encode them.");
            }

            if (character == '#')
                return new(column + i, "The URL of a request has no fragment. Remove '#' and the text after it.");
            if (_current is not (ValuePosition.Host or ValuePosition.Port))
            {
                if (character == '?') _current = ValuePosition.Query;
                continue;
            }

            switch (character)
            {
                case '/': _current = ValuePosition.PathSegment; break;
                case '?': _current = ValuePosition.Query; break;
                case '@': return new(column + i, "A URL cannot have a user name or password. Use an auth method.");
                case '[' or ']': _inBrackets = character == '['; break;
                case ':' when !_inBrackets: _current = ValuePosition.Port; break;
                case '%': return new(column + i, "A host cannot be percent-encoded.");
            }
        }

        return null;
    }

    private bool IsWholeHost(int index)
    {
        var startsHost = index == 1 && parts[0].Literal?.EndsWith("//", StringComparison.Ordinal) == true;
        return startsHost && (index + 1 == parts.Length || parts[index + 1].Literal is ['/' or ':' or '?', ..]);
    }

    // Check with example values whether the literal text forms a URL.
    private ExpressionSyntaxError? CheckExample()
    {
        var example = string.Concat(parts.Select((part, i) => part.Literal ?? _positions[i] switch
        {
            ValuePosition.UrlStart => "https://host",
            ValuePosition.Port => "1",
            _ => "x",
        }));
        return Uri.TryCreate(example, UriKind.Absolute, out var url) && url.Host.Length > 0 && url.UserInfo.Length == 0
            ? null
            : new(1, "The text is not a valid URL. Check its host and port.");
    }
}
