using System.Globalization;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests.Paging;

/// <summary>Reads the short form of a schema: <c>{items:[{id:s}],next:s"The next page"}</c>.</summary>
public sealed class ShapeReader(string text)
{
    private int _at;

    public JsonObject Read()
    {
        var schema = text[_at] switch
        {
            '{' => ReadObject(),
            '[' => ReadArray(),
            _ => Scalar(text[_at++]),
        };
        ReadKeywords(schema);
        return schema;
    }

    /// <summary>The name and the shape of <c>name:shape</c>; a name may contain colons in brackets or quotes.</summary>
    public static (string Name, string Shape) Member(string member)
    {
        var colon = member.IndexOf('"', StringComparison.Ordinal) is >= 0 and var quote
            ? member.LastIndexOf(':', quote)
            : member.Contains(":[", StringComparison.Ordinal) ? member.IndexOf(":[", StringComparison.Ordinal)
            : member.LastIndexOf(':');
        return (member[..colon], member[(colon + 1)..]);
    }

    private JsonObject ReadObject()
    {
        var properties = new JsonObject();
        _at++;
        while (text[_at] != '}')
        {
            var colon = text.IndexOf(':', _at);
            var name = text[_at..colon];
            _at = colon + 1;
            properties[name] = Read();
            if (text[_at] == ',') _at++;
        }

        _at++;
        return new() { ["type"] = "object", ["properties"] = properties };
    }

    private JsonObject ReadArray()
    {
        _at++;
        var items = Read();
        _at++;
        return new() { ["type"] = "array", ["items"] = items };
    }

    private static JsonObject Scalar(char letter) => letter switch
    {
        's' => new() { ["type"] = "string" },
        'i' => new() { ["type"] = "integer" },
        'n' => new() { ["type"] = "number" },
        'b' => new() { ["type"] = "boolean" },
        'd' => new() { ["type"] = "string", ["format"] = "date" },
        't' => new() { ["type"] = "string", ["format"] = "date-time" },
        'u' => new() { ["type"] = "string", ["format"] = "uri" },
        'o' => new() { ["type"] = "object" },
        'x' => [],
        _ => throw new FormatException($"'{letter}' is not a type."),
    };

    private void ReadKeywords(JsonObject schema)
    {
        while (_at < text.Length && text[_at] is '<' or '>' or '=' or '!' or '"')
        {
            var keyword = text[_at++];
            if (keyword == '!') continue;
            var end = keyword == '"' ? text.IndexOf('"', _at) : _at;
            while (keyword != '"' && end < text.Length && char.IsAsciiDigit(text[end])) end++;
            var value = text[_at..end];
            _at = keyword == '"' ? end + 1 : end;
            if (keyword == '"') schema["description"] = value;
            else if (value.Length > 0) schema[NameOf(keyword)] = int.Parse(value, CultureInfo.InvariantCulture);
        }
    }

    private static string NameOf(char keyword) => keyword switch
    {
        '<' => "maximum",
        '>' => "minimum",
        _ => "default",
    };
}
