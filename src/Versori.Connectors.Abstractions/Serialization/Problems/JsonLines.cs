using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Versori.Connectors.Serialization;

/// <summary>Finds the lines of places in a JSON text.</summary>
internal static class JsonLines
{
    /// <summary>Returns the line of each pointer, counted from 1.</summary>
    /// <param name="json">The text, which is valid JSON.</param>
    /// <param name="pointers">The places.</param>
    public static IReadOnlyDictionary<string, int> Of(string json, IReadOnlySet<string> pointers)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = ConnectorJson.MaximumDepth });
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var (position, line) = (0, 1);
        reader.Read();
        Walk(ref reader, "", start: null);
        return lines;

        void Walk(ref Utf8JsonReader at, string pointer, int? start)
        {
            if (pointers.Contains(pointer)) lines.TryAdd(pointer, start ?? LineAt((int)at.TokenStartIndex));
            if (at.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
            var isList = at.TokenType == JsonTokenType.StartArray;
            for (var index = 0; at.Read() && at.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray);
                index++)
            {
                var token = isList ? index.ToString(CultureInfo.InvariantCulture) : at.GetString()!;
                var lineOfToken = LineAt((int)at.TokenStartIndex);
                if (!isList) at.Read();
                Walk(ref at, JsonPointer.Append(pointer, token), lineOfToken);
            }
        }

        int LineAt(int index)
        {
            line += bytes.AsSpan(position, index - position).Count((byte)'\n');
            position = index;
            return line;
        }
    }
}
