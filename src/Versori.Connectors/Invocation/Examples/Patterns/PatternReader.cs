using System.Globalization;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Invocation;

/// <summary>Reads patterns (ECMA-262 §22.2.1), as far as text can be made from them.</summary>
internal sealed class PatternReader
{
    private const int MaximumDepth = 40;

    // Characters in the order in which they are preferred.
    private const string Usual = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.:/@+ #=,;!?*&%$~'\""
        + "()[]{}<>|\\^`\t\n\r\u00e9\u00df\u4e2d\u3042\u0430\u0391\u05d0\u0627\u20ac\u2603";

    private readonly string _pattern;
    private readonly SchemaValidator _validator;
    private int _at;
    private int _groups;

    private PatternReader(string pattern, SchemaValidator validator)
    {
        _pattern = pattern;
        _validator = validator;
    }

    /// <summary>Reads a pattern; <see langword="null"/> if it has something that cannot be read.</summary>
    public static PatternNode? Read(string pattern, SchemaValidator validator)
    {
        var reader = new PatternReader(pattern, validator);
        var node = reader.ReadAlternatives(0);
        return reader._at == pattern.Length ? node : null;
    }

    /// <summary>The pattern without the delimiters of JavaScript or Perl: <c>/^a$/i</c>.</summary>
    public static string WithoutDelimiters(string pattern)
    {
        var end = pattern.LastIndexOf('/');
        var isDelimited = pattern.StartsWith('/') && end > 0
            && pattern.AsSpan(end + 1).IndexOfAnyExceptInRange('a', 'z') < 0;
        return isDelimited ? pattern[1..end] : pattern;
    }

    private bool IsAtEnd => _at >= _pattern.Length;

    private PatternNode? ReadAlternatives(int depth)
    {
        if (depth > MaximumDepth) return null;
        var branches = new List<PatternNode>();
        do
        {
            if (ReadSequence(depth) is not { } branch) return null;
            branches.Add(branch);
        }
        while (Take("|"));
        return branches.Count == 1 ? branches[0] : new PatternNode.Alternatives(branches);
    }

    private PatternNode.Sequence? ReadSequence(int depth)
    {
        var parts = new List<PatternNode>();
        while (!IsAtEnd && _pattern[_at] is not ('|' or ')'))
        {
            if (ReadAtom(depth) is not { } atom) return null;
            parts.Add(ReadQuantifier(atom));
        }

        return new(parts);
    }

    private PatternNode? ReadAtom(int depth)
    {
        var character = _pattern[_at++];
        switch (character)
        {
            case '^' or '$': return new PatternNode.Nothing();
            case '.': return new PatternNode.Characters(Usual.Replace("\n", "", StringComparison.Ordinal));
            case '(': return ReadGroup(depth);
            case '[': return ReadClass();
            case '\\': return ReadEscape();
            case '*' or '+' or '?': return null;
            default: return new PatternNode.Literal(character.ToString());
        }
    }

    private PatternNode? ReadGroup(int depth)
    {
        string? name = null;
        var number = 0;
        if (Take("?:") || Take("?>"))
        {
            // A group without a number.
        }
        else if (Take("?=")) return Close(depth) is { } ahead ? new PatternNode.Ahead(ahead) : null;
        else if (Take("?!") || Take("?<=") || Take("?<!"))
            return Close(depth) is null ? null : new PatternNode.Nothing();
        else if (Take("?<") || Take("?P<") || Take("?'"))
        {
            var end = _pattern.IndexOfAny(['>', '\''], _at);
            if (end < 0) return null;
            name = _pattern[_at..end];
            _at = end + 1;
            number = ++_groups;
        }
        else if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            // Options such as (?i).
            var end = _pattern.IndexOfAny([')', ':'], _at);
            if (end < 0) return null;
            _at = end + 1;
            if (_pattern[end] == ')') return new PatternNode.Nothing();
        }
        else number = ++_groups;

        return Close(depth) is { } part ? new PatternNode.Group(part, number, name) : null;
    }

    private PatternNode? Close(int depth) =>
        ReadAlternatives(depth + 1) is { } part && Take(")") ? part : null;

    // The class is matched with characters, so that its syntax need not be known.
    private PatternNode.Characters? ReadClass()
    {
        var start = _at - 1;
        if (_at < _pattern.Length && _pattern[_at] == '^') _at++;
        if (_at < _pattern.Length && _pattern[_at] == ']') _at++;
        while (!IsAtEnd && _pattern[_at] != ']') _at += _pattern[_at] == '\\' ? 2 : 1;
        if (IsAtEnd) return null;
        _at++;
        return Matching(_pattern[start.._at]);
    }

    private PatternNode.Characters? Matching(string oneCharacter)
    {
        if (_validator.Pattern($"^{oneCharacter}$") is not { } expression) return null;
        try
        {
            var allowed = string.Concat(Usual.Where(character => expression.IsMatch(character.ToString())));

            // The dollar sign also matches before a line feed, which need not belong to the class.
            if (allowed.Length == 0) allowed = string.Concat(Rest().Where(text => expression.IsMatch(text)).Take(3));
            return allowed.Length == 0 ? null : new(allowed);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Rest() =>
        Enumerable.Range(1, 0x3000).Select(code => ((char)code).ToString());

    private PatternNode? ReadEscape()
    {
        if (IsAtEnd) return null;
        var character = _pattern[_at++];
        switch (character)
        {
            case 'b' or 'B' or 'A' or 'z' or 'Z' or 'G': return new PatternNode.Nothing();
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S': return Matching($"\\{character}");
            case 'n': return new PatternNode.Literal("\n");
            case 'r': return new PatternNode.Literal("\r");
            case 't': return new PatternNode.Literal("\t");
            case 'f': return new PatternNode.Literal("\f");
            case 'v': return new PatternNode.Literal("\v");
            case '0': return new PatternNode.Literal("\0");
            case 'x': return ReadCode(2);
            case 'u': return ReadCode(4);
            case 'c' when !IsAtEnd: return new PatternNode.Literal(((char)(_pattern[_at++] % 32)).ToString());
            case 'p' or 'P': return ReadProperty(character);
            case 'k' when Take("<"):
                var end = _pattern.IndexOf('>', _at);
                if (end < 0) return null;
                var name = _pattern[_at..end];
                _at = end + 1;
                return new PatternNode.Reference(name);
            case >= '1' and <= '9': return new PatternNode.Reference(character.ToString());
            default: return new PatternNode.Literal(character.ToString());
        }
    }

    private PatternNode.Characters? ReadProperty(char kind)
    {
        if (!Take("{")) return null;
        var end = _pattern.IndexOf('}', _at);
        if (end < 0) return null;
        var name = _pattern[_at..end];
        _at = end + 1;
        return Matching($"\\{kind}{{{name}}}");
    }

    private PatternNode.Literal? ReadCode(int digits)
    {
        if (_at + digits > _pattern.Length) return null;
        var hex = _pattern.AsSpan(_at, digits);
        if (!int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return null;
        _at += digits;
        return new(((char)code).ToString());
    }

    private PatternNode ReadQuantifier(PatternNode atom)
    {
        if (IsAtEnd) return atom;
        (int Least, int Most)? counts = _pattern[_at] switch
        {
            '*' => (0, int.MaxValue),
            '+' => (1, int.MaxValue),
            '?' => (0, 1),
            '{' => ReadCounts(),
            _ => null,
        };
        if (counts is not { } count) return atom;
        _at = _pattern[_at] == '{' ? _pattern.IndexOf('}', _at) + 1 : _at + 1;

        // Whether it is lazy or possessive has no effect on what matches.
        if (!Take("?")) Take("+");
        return new PatternNode.Repeated(atom, count.Least, count.Most);
    }

    // In braces that are no counts, ECMA-262 (annex B.1.2) reads text.
    private (int Least, int Most)? ReadCounts()
    {
        var end = _pattern.IndexOf('}', _at);
        if (end < 0) return null;
        var counts = _pattern[(_at + 1)..end].Split(',');
        if (counts.Length > 2 || Number(counts[0]) is not { } least) return null;
        if (counts.Length == 1) return (least, least);
        if (counts[1].Length == 0) return (least, int.MaxValue);
        return Number(counts[1]) is { } most ? (least, most) : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool Take(string text)
    {
        if (!_pattern.AsSpan(_at).StartsWith(text, StringComparison.Ordinal)) return false;
        _at += text.Length;
        return true;
    }
}
