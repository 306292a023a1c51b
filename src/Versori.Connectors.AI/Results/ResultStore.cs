using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Calling;
using Versori.Connectors.AI.Texts;
using Versori.Connectors.Invocation;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.AI.Results;

/// <summary>
/// Shows results within a budget, and keeps those that were shortened for a while, so that a model can read the rest.
/// Only the owner for whom a call was made can read its result.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="maximumCharacters">How many characters are kept, of one result and of all of them.</param>
internal sealed class ResultStore(TimeProvider time, int maximumCharacters = ResultStore.MaximumCharacters)
{
    /// <summary>How many characters are kept by default.</summary>
    public const int MaximumCharacters = 32 * 1024 * 1024;

    private const int MaximumResults = 1_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly LinkedList<Kept> _order = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> _kept = new(StringComparer.Ordinal);
    private long _characters;

    /// <summary>Shows a successful result.</summary>
    public JsonObject Show(InvocationResult result, Owner owner, int tokens)
    {
        var shown = new JsonObject { ["status"] = result.StatusCode };
        if (result.Body.IsEmpty) return shown;
        if (BinaryNote(result) is { } note)
        {
            shown["note"] = note;
            return shown;
        }

        var text = result.RedactedText();
        using var document = Parse(text);
        var view = ResultView.Of(document, text, pointer: "", offset: 0, tokens);
        if (view.IsComplete)
        {
            view.AddTo(shown, canReadOn: true);
            return shown;
        }

        var handle = Keep(text, owner);
        view.AddTo(shown, canReadOn: handle is not null);
        if (handle is not null) shown["handle"] = handle;
        return shown;
    }

    /// <summary>Adds the content of a failed response, without a way to read more.</summary>
    public static void AddContent(JsonObject shown, InvocationResult result, int tokens)
    {
        if (result.Body.IsEmpty || BinaryNote(result) is not null) return;
        var text = result.RedactedText();
        using var document = Parse(text);
        shown["data"] = ResultView.Of(document, text, pointer: "", offset: 0, tokens).Data;
    }

    /// <summary>Reads a part of a result that was shortened.</summary>
    public ToolResult Read(string handle, string pointer, int offset, Owner owner, int tokens)
    {
        string? text;
        lock (_lock)
        {
            RemoveExpired();
            text = _kept.TryGetValue(handle, out var node) && node.Value.Owner == owner ? node.Value.Text : null;
        }

        if (text is null)
        {
            return ToolErrors.Of(
                "unknown_handle", "There is no such result, or it is older than 15 minutes. Call the function again.");
        }

        using var document = Parse(text);
        var isFound = JsonPointer.IsValid(pointer)
            && (document is null || JsonPointer.TryFind(document.RootElement, pointer, out _));
        if (!isFound)
        {
            return ToolErrors.Of(
                "unknown_pointer",
                "The result has no value at this pointer. Use a JSON pointer (RFC 6901) below data.");
        }

        var shown = new JsonObject();
        var view = ResultView.Of(document, text, pointer, offset, tokens);
        view.AddTo(shown, canReadOn: true);
        if (!view.IsComplete) shown["handle"] = handle;
        return new(shown, IsError: false);
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(Encoding.UTF8.GetBytes(text), new() { MaxDepth = 200 });
        }
        catch (JsonException)
        {
            return null; // The content is text.
        }
    }

    private static string? BinaryNote(InvocationResult result)
    {
        var type = result.ContentType ?? "";
        return type.Length > 0 && MediaType.Of(type) == MediaKind.Binary
            ? $"{result.Body.Length} bytes of {ModelText.Short(type, 80)}, which are not shown."
            : null;
    }

    // Returns null if the text is too large to be kept.
    private string? Keep(string text, Owner owner)
    {
        if (text.Length > maximumCharacters) return null;
        var handle = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 12);
        lock (_lock)
        {
            RemoveExpired();
            _kept[handle] = _order.AddLast(new Kept(handle, text, owner, time.GetTimestamp()));
            _characters += text.Length;
            while (_characters > maximumCharacters || _kept.Count > MaximumResults) Remove(_order.First!);
        }

        return handle;
    }

    private void RemoveExpired()
    {
        while (_order.First is { } first && time.GetElapsedTime(first.Value.Since) > Lifetime) Remove(first);
    }

    private void Remove(LinkedListNode<Kept> node)
    {
        _order.Remove(node);
        _kept.Remove(node.Value.Handle);
        _characters -= node.Value.Text.Length;
    }

    private sealed record Kept(string Handle, string Text, Owner Owner, long Since);
}
