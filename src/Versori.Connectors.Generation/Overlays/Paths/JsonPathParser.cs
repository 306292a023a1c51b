using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>Parses JSONPath expressions (RFC 9535).</summary>
internal ref struct JsonPathParser
{
    private const int MaximumLength = 10_000;

    private readonly string _text;
    private int _at;

    // A filter compares members, which are reached without another filter.
    private bool _isInFilter;

    private JsonPathParser(string text) => _text = text;

    private readonly bool IsAtEnd => _at >= _text.Length;

    private readonly char Next => IsAtEnd ? '\0' : _text[_at];

    /// <summary>Parses an expression.</summary>
    /// <exception cref="FormatException">It is not valid, or not of the subset that is read.</exception>
    public static JsonPath Parse(string text)
    {
        if (text.Length > MaximumLength)
            throw new FormatException($"A JSONPath expression has at most {MaximumLength} characters.");
        var parser = new JsonPathParser(text);
        parser.Expect('$');
        var segments = new List<PathSegment>();
        while (!parser.IsAtEnd) segments.Add(parser.Segment());
        return new(segments);
    }

    /// <summary>Returns why an expression cannot be read; <see langword="null"/> if it can.</summary>
    public static string? Problem(string text)
    {
        try
        {
            Parse(text);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    private PathSegment Segment()
    {
        SkipSpace();
        if (Next == '[') return new(false, Selectors());
        Expect('.');
        var isDescendant = Next == '.';
        if (isDescendant) _at++;
        if (isDescendant && Next == '[') return new(true, Selectors());
        return new(isDescendant, [Shorthand()]);
    }

    private PathSelector Shorthand()
    {
        if (Next != '*') return new NameSelector(ShorthandName());
        _at++;
        return new WildcardSelector();
    }

    // RFC 9535 §2.5.1.1. Hyphens are accepted too, because many overlays have names such as x-internal.
    private string ShorthandName()
    {
        var start = _at;
        while (!IsAtEnd && (char.IsAsciiLetterOrDigit(Next) || Next is '_' or '-' || Next >= '\u0080')) _at++;
        return _at > start ? _text[start.._at] : throw Failure("a name or '*' is expected");
    }

    private List<PathSelector> Selectors()
    {
        Expect('[');
        var selectors = new List<PathSelector>();
        do
        {
            SkipSpace();
            selectors.Add(Selector());
            SkipSpace();
        }
        while (Take(','));

        Expect(']');
        return selectors;
    }

    private PathSelector Selector()
    {
        switch (Next)
        {
            case '\'' or '"':
                return new NameSelector(Text());
            case '*':
                _at++;
                return new WildcardSelector();
            case '?' when !_isInFilter:
                _at++;
                return Filter();
            default:
                var index = Integer();
                SkipSpace();
                return Next == ':' ? throw Failure("slices are not read") : new IndexSelector(index);
        }
    }

    private FilterSelector Filter()
    {
        _isInFilter = true;
        SkipSpace();
        var hasParentheses = Take('(');
        var comparisons = new List<PathComparison>();
        do
        {
            SkipSpace();
            comparisons.Add(Comparison());
            SkipSpace();
        }
        while (TakeAnd());

        if (Next == '|') throw Failure("'||' is not read; use several actions");
        if (hasParentheses) Expect(')');
        _isInFilter = false;
        return new(comparisons);
    }

    private PathComparison Comparison()
    {
        var isNegated = Take('!');
        SkipSpace();
        if (Next != '@') throw Failure("a filter must begin with '@', such as @.name=='limit'");
        _at++;
        var path = new List<PathSelector>();
        while (Next is '.' or '[')
        {
            if (Segment() is not { IsDescendant: false, Selectors: [NameSelector or IndexSelector] } segment)
                throw Failure("a filter compares one member, such as @.name or @['x-name'][0]");
            path.Add(segment.Selectors[0]);
        }

        SkipSpace();
        if (Next is not ('=' or '!' or '<' or '>')) return new(path, isNegated, IsTest: true, null);
        if (isNegated || Next is '<' or '>') throw Failure("a filter compares with '==' or '!='");
        var differs = Next == '!';
        _at++;
        Expect('=');
        SkipSpace();
        return new(path, differs, IsTest: false, Literal());
    }

    private JsonNode? Literal()
    {
        if (Next is '\'' or '"') return JsonValue.Create(Text());
        foreach (var (word, value) in new (string, JsonNode?)[] { ("true", true), ("false", false), ("null", null) })
        {
            if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) continue;
            _at += word.Length;
            return value;
        }

        var start = _at;
        while (!IsAtEnd && (char.IsAsciiDigit(Next) || Next is '-' or '+' or '.' or 'e' or 'E')) _at++;
        var text = _text[start.._at];
        try
        {
            if (text.Length > 0) return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            // Reported below, with the position.
        }

        throw Failure("a filter compares with a text, a number, true, false or null");
    }

    private int Integer()
    {
        var start = _at;
        if (Next == '-') _at++;
        while (char.IsAsciiDigit(Next)) _at++;
        return int.TryParse(
            _text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out var index)
            ? index
            : throw Failure("a name in quotes, an index, '*' or a filter is expected");
    }

    private string Text()
    {
        var quote = Next;
        _at++;
        var text = new StringBuilder();
        while (!IsAtEnd)
        {
            var character = _text[_at++];
            if (character == quote) return text.ToString();
            text.Append(character == '\\' ? Escaped() : character);
        }

        throw Failure("the closing quote is missing");
    }

    private char Escaped()
    {
        var character = IsAtEnd ? '\0' : _text[_at++];
        switch (character)
        {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case '/' or '\\' or '\'' or '"': return character;
            case 'u' when _at + 4 <= _text.Length
                && ushort.TryParse(
                    _text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default: throw Failure("the escape is not known");
        }
    }

    private bool TakeAnd()
    {
        if (Next != '&') return false;
        _at++;
        Expect('&');
        return true;
    }

    private bool Take(char expected)
    {
        if (Next != expected || IsAtEnd) return false;
        _at++;
        return true;
    }

    private void Expect(char expected)
    {
        if (!Take(expected)) throw Failure($"'{expected}' is expected");
    }

    private void SkipSpace()
    {
        while (Next is ' ' or '\t' or '\r' or '\n') _at++;
    }

    private readonly FormatException Failure(string reason) =>
        new($"The JSONPath expression cannot be read at position {_at}: {reason}.");
}
