using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Texts;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.AI.Results;

/// <summary>Copies a JSON value with no more than a level allows, and lists what it leaves out.</summary>
/// <param name="level">How much is copied.</param>
/// <param name="tokens">How many tokens the copy has at most; each value has at least one.</param>
internal sealed class ResultPruner(PruneLevel level, int tokens)
{
    private int _values;

    public List<Omission> Omitted { get; } = [];

    /// <summary>Whether the copy is certainly too large.</summary>
    public bool IsExceeded => _values > tokens;

    /// <summary>Copies a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="pointer">Its JSON pointer.</param>
    /// <param name="depth">How deep it lies.</param>
    /// <param name="offset">How many of its items or members are skipped.</param>
    public JsonNode? Prune(JsonElement value, string pointer, int depth, int offset = 0)
    {
        if (++_values > tokens) return null;
        return value.ValueKind switch
        {
            JsonValueKind.Object when depth > level.Depth && value.GetPropertyCount() > 0 =>
                Left(pointer, value.GetPropertyCount(), "members"),
            JsonValueKind.Array when depth > level.Depth && value.GetArrayLength() > 0 =>
                Left(pointer, value.GetArrayLength(), "items"),
            JsonValueKind.Object => PruneObject(value, pointer, depth, offset),
            JsonValueKind.Array => PruneArray(value, pointer, depth, offset),
            JsonValueKind.String => PruneText(value.GetString()!, pointer),
            _ => AgentJson.Node(value),
        };
    }

    private JsonObject PruneObject(JsonElement value, string pointer, int depth, int offset)
    {
        var copy = new JsonObject();
        var at = 0;
        foreach (var member in value.EnumerateObject())
        {
            if (at++ < offset) continue;
            if (IsExceeded) break;
            if (copy.Count >= level.Members)
            {
                Omitted.Add(new(pointer, at - 1, value.GetPropertyCount()));
                break;
            }

            copy[member.Name] = Prune(member.Value, JsonPointer.Append(pointer, member.Name), depth + 1);
        }

        return copy;
    }

    private JsonArray PruneArray(JsonElement value, string pointer, int depth, int offset)
    {
        var copy = new JsonArray();
        var length = value.GetArrayLength();
        var at = Math.Max(0, offset) - 1;
        foreach (var item in value.EnumerateArray().Skip(at + 1))
        {
            at++;
            if (IsExceeded) break;
            if (copy.Count >= level.Items)
            {
                Omitted.Add(new(pointer, at, length));
                break;
            }

            var place = JsonPointer.Append(pointer, at.ToString(CultureInfo.InvariantCulture));
            copy.Add(Prune(item, place, depth + 1));
        }

        return copy;
    }

    private JsonValue PruneText(string text, string pointer)
    {
        if (text.Length <= level.Text) return JsonValue.Create(text);
        var end = char.IsHighSurrogate(text[level.Text - 1]) ? level.Text - 1 : level.Text;
        Omitted.Add(new(pointer, end, text.Length));
        return JsonValue.Create($"{text[..end]}…");
    }

    private JsonValue Left(string pointer, int count, string what)
    {
        Omitted.Add(new(pointer, 0, count));
        return JsonValue.Create($"[{count} {what} omitted]");
    }
}
