using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Generation.Reading;

/// <summary>
/// Finds the line numbers of JSON pointers in one pass over the text. Values that no pointer leads to are skipped. Line
/// numbers are needed only for warnings, so this costs less than to record the line number of each value of a document.
/// </summary>
internal sealed class LineFinder
{
    private readonly PathNode _root = new();

    /// <summary>Returns the line number of one pointer, or of its longest part that exists.</summary>
    public static int? Find(ReadOnlySpan<byte> json, string pointer)
    {
        var finder = new LineFinder();
        finder.Add(pointer);
        finder.Run(json);
        return finder.Line(pointer);
    }

    public void Add(string pointer)
    {
        var node = _root;
        foreach (var token in Pointer.Tokens(pointer))
        {
            if (!node.Children.TryGetValue(token, out var next)) node.Children[token] = next = new();
            node = next;
        }
    }

    /// <summary>Returns the line number of a pointer, beginning with 1, or of its longest part that exists.</summary>
    public int? Line(string pointer)
    {
        var node = _root;
        var line = node.Line;
        foreach (var token in Pointer.Tokens(pointer))
        {
            if (!node.Children.TryGetValue(token, out var next) || next.Line is null) break;
            node = next;
            line = node.Line;
        }

        return line;
    }

    public void Run(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, JsonErrorLocator.Options);
        var cursor = new Cursor(json);
        reader.Read();
        Walk(ref reader, _root, ref cursor);
    }

    private static void Walk(ref Utf8JsonReader reader, PathNode node, ref Cursor cursor)
    {
        node.Line ??= cursor.LineAt(reader.TokenStartIndex);
        if (node.Children.Count == 0 || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            reader.Skip();
            return;
        }

        var isArray = reader.TokenType is JsonTokenType.StartArray;
        var index = 0;
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var token = isArray ? (index++).ToString(CultureInfo.InvariantCulture) : reader.GetString()!;
            var next = node.Children.GetValueOrDefault(token);
            if (next is not null) next.Line = cursor.LineAt(reader.TokenStartIndex);
            if (!isArray) reader.Read();
            if (next is null) reader.Skip();
            else Walk(ref reader, next, ref cursor);
        }
    }

    private sealed class PathNode
    {
        public Dictionary<string, PathNode> Children { get; } = new(StringComparer.Ordinal);

        public int? Line { get; set; }
    }

    private ref struct Cursor(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _position;
        private int _line = 1;

        public int LineAt(long position)
        {
            _line += _text[_position..(int)position].Count((byte)'\n');
            _position = (int)position;
            return _line;
        }
    }
}
