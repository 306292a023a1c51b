using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Texts;
using Versori.Connectors.Serialization;
using Versori.Connectors.Texts;

namespace Versori.Connectors.AI.Results;

/// <summary>A part of a result that fits into a budget.</summary>
internal sealed class ResultView
{
    private const int ListedOmissions = 8, Overhead = 220;

    // Together with the note and the handle, the list stays within the overhead.
    private const int OmissionTokens = 140, OmissionOverhead = 10;

    private const string ReadOn =
        "Shortened. Read more with read_result: handle, pointer, and offset (the value of 'from').";

    private const string TooLarge =
        "Shortened, and too large to be kept: the rest cannot be read. Call again for less, for example with a filter, "
        + "a smaller page or fewer fields.";

    private ResultView(JsonNode? data, IReadOnlyList<Omission> omitted)
    {
        Data = data;
        Omitted = omitted;
    }

    /// <summary>What is shown.</summary>
    public JsonNode? Data { get; }

    /// <summary>What is left out.</summary>
    public IReadOnlyList<Omission> Omitted { get; }

    /// <summary>Whether nothing is left out.</summary>
    public bool IsComplete => Omitted.Count == 0;

    /// <summary>Shows a value with as much detail as the tokens allow.</summary>
    /// <param name="document">The content; <see langword="null"/> if it is text.</param>
    /// <param name="text">The content as text.</param>
    /// <param name="pointer">The JSON pointer of the value.</param>
    /// <param name="offset">How many items, members or characters of the value are skipped.</param>
    /// <param name="tokens">How many tokens are shown.</param>
    public static ResultView Of(JsonDocument? document, string text, string pointer, int offset, int tokens)
    {
        var room = Math.Max(50, tokens - Overhead);
        if (document is null) return OfText(text, "", offset, room);
        var value = JsonPointer.TryFind(document.RootElement, pointer, out var found) ? found : document.RootElement;
        if (value.ValueKind == JsonValueKind.String) return OfText(value.GetString()!, pointer, offset, room);
        // Beyond its members, the offset is one of the text that was shown in place of them.
        if (offset > 0 && offset >= CountOf(value)) return OfText(value.GetRawText(), pointer, offset, room);
        foreach (var level in PruneLevel.All)
        {
            var pruner = new ResultPruner(level, room);
            var data = pruner.Prune(value, pointer, depth: 0, offset);
            if (pruner.IsExceeded) continue;
            if (TokenEstimate.Of(AgentJson.Text(data)) <= room) return new(data, pruner.Omitted);
        }

        // Even the shortest form of its members is too long.
        return OfText(value.GetRawText(), pointer, offset, room);
    }

    private static int CountOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength(),
        JsonValueKind.Object => value.GetPropertyCount(),
        _ => 0,
    };

    /// <summary>Adds the data, and how to read what is left out.</summary>
    /// <param name="shown">The object to which members are added.</param>
    /// <param name="canReadOn">Whether the result is kept.</param>
    public void AddTo(JsonObject shown, bool canReadOn)
    {
        shown["data"] = Data;
        if (IsComplete) return;
        var listed = Listed();
        shown["omitted"] = new JsonArray(
        [
            .. listed.Select(part => (JsonNode?)new JsonObject
            {
                ["pointer"] = part.Pointer,
                ["from"] = part.From,
                ["of"] = part.Total,
            }),
        ]);
        if (Omitted.Count > listed.Count) shown["moreOmitted"] = Omitted.Count - listed.Count;
        shown["note"] = canReadOn ? ReadOn : TooLarge;
    }

    // A system chooses the names in a pointer, so that a pointer can have any length.
    private List<Omission> Listed()
    {
        var listed = new List<Omission>();
        var tokens = 0;
        foreach (var part in Omitted)
        {
            if (listed.Count == ListedOmissions) break;
            if (part.Pointer.Length > OmissionTokens * 16) continue;
            var size = TokenEstimate.Of(part.Pointer) + OmissionOverhead;
            if (tokens + size > OmissionTokens) continue;
            listed.Add(part);
            tokens += size;
        }

        return listed;
    }

    private static ResultView OfText(string text, string pointer, int offset, int room)
    {
        var start = Math.Clamp(offset, 0, text.Length);
        if (start > 0 && start < text.Length && char.IsLowSurrogate(text[start])) start--;

        // The estimate reads the whole text, so what cannot fit is cut first.
        var rest = text.Substring(start, (int)Math.Min(text.Length - start, (room * 16L) + 1));
        var shown = TokenEstimate.Cut(rest, room);
        var isWhole = shown.Length == rest.Length && start + rest.Length == text.Length && shown == rest;
        var end = start + (isWhole ? shown.Length : shown.TrimEnd('…').Length);
        return new(
            JsonValue.Create(isWhole ? shown : shown.TrimEnd('…')),
            isWhole ? [] : [new(pointer, end, text.Length)]);
    }
}

/// <summary>A part that is left out.</summary>
/// <param name="Pointer">The JSON pointer of the value that is not complete.</param>
/// <param name="From">The first item, member or character that is left out.</param>
/// <param name="Total">How many there are.</param>
internal readonly record struct Omission(string Pointer, int From, int Total)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pointer} {From}/{Total}");
}
