using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Expressions;

/// <summary>Finds where in a URL (RFC 3986 §3) each part of a template stands.</summary>
internal sealed class UrlTemplateReader(TemplatePart[] parts)
{
    private const string NeedsScheme = "A URL starts with 'https://' (or 'http://'), or with an expression that gives a whole URL.";

    private readonly TemplatePosition[] _positions = new TemplatePosition[parts.Length];

    // Where the next character stands; Host until the authority ends.
    private TemplatePosition _current = TemplatePosition.Host;
    private bool _inBrackets;

    public static bool TryRead(
        TemplatePart[] parts, [NotNullWhen(true)] out TemplatePosition[]? positions, [NotNullWhen(false)] out TemplateSyntaxError? error)
    {
        var reader = new UrlTemplateReader(parts);
        error = reader.Read();
        positions = error is null ? reader._positions : null;
        return error is null;
    }

    private TemplateSyntaxError? Read()
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
            if (i == 0 && _current == TemplatePosition.UrlStart)
            {
                _positions[0] = TemplatePosition.UrlStart;
                _current = TemplatePosition.PathSegment;
                continue;
            }

            if (parts[i].Literal is { } literal)
            {
                if (ReadLiteral(literal, i == 0 ? skip : 0, parts[i].Column) is { } error) return error;

                // Only the literal right after a whole URL has to know of it: it shares a slash with it.
                _positions[i] = i == 1 && _positions[0] == TemplatePosition.UrlStart ? TemplatePosition.UrlStart : TemplatePosition.Raw;
                continue;
            }

            if (_inBrackets) return new(parts[i].Column, "An expression cannot be part of an IPv6 address.");
            _positions[i] = _current == TemplatePosition.Host && !IsWholeHost(i) ? TemplatePosition.HostLabel : _current;
        }

        return CheckExample();
    }

    private TemplateSyntaxError? ReadUrlStart()
    {
        _current = TemplatePosition.UrlStart;
        if (parts.Length == 1) return null;
        return parts[1].Literal switch
        {
            ['/', ..] or ['?', ..] => null,
            [':', '/', '/', ..] => new(parts[0].Column, "The scheme of a URL cannot be an expression. Write 'https://'."),
            _ => new(parts[1].Column, "After an expression that gives a whole URL, '/' or '?' has to stand, or nothing."),
        };
    }

    private TemplateSyntaxError? ReadLiteral(string literal, int skip, int column)
    {
        for (var i = skip; i < literal.Length; i++)
        {
            var character = literal[i];
            if (char.IsWhiteSpace(character) || char.IsControl(character) || character == '\\')
                return new(column + i, "A URL cannot have spaces, control characters or backslashes. Percent-encode them.");
            if (character == '#') return new(column + i, "A URL that is called has no fragment. Remove what begins with '#'.");
            if (_current is not (TemplatePosition.Host or TemplatePosition.Port))
            {
                if (character == '?') _current = TemplatePosition.Query;
                continue;
            }

            switch (character)
            {
                case '/': _current = TemplatePosition.PathSegment; break;
                case '?': _current = TemplatePosition.Query; break;
                case '@': return new(column + i, "A URL cannot hold a user name or password. Use an auth method.");
                case '[' or ']': _inBrackets = character == '['; break;
                case ':' when !_inBrackets: _current = TemplatePosition.Port; break;
                case '%': return new(column + i, "A host cannot be percent-encoded.");
            }
        }

        return null;
    }

    private bool IsWholeHost(int index) =>
        parts[index - 1].Literal is { } before && index == 1 && before.EndsWith("//", StringComparison.Ordinal)
        && (index + 1 == parts.Length || parts[index + 1].Literal is ['/' or ':' or '?', ..]);

    // Values that fit every place show whether the literal text makes a URL at all.
    private TemplateSyntaxError? CheckExample()
    {
        var example = string.Concat(parts.Select((part, i) => part.Literal ?? _positions[i] switch
        {
            TemplatePosition.UrlStart => "https://host",
            TemplatePosition.Port => "1",
            _ => "x",
        }));
        return Uri.TryCreate(example, UriKind.Absolute, out var url) && url.Host.Length > 0 && url.UserInfo.Length == 0
            ? null
            : new(1, "The text does not come out as a URL. Check its host and port.");
    }
}
