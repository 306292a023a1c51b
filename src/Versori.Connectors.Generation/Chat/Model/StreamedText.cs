using System.Text;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>
/// Cleans the text of a response while it arrives. Thoughts and JSON, in which clients without functions call them, are
/// held back; links, tags and URLs are whole before they are cleaned.
/// </summary>
/// <param name="say">Takes the clean text.</param>
internal sealed class StreamedText(Func<string, ValueTask> say)
{
    private const int LongestHeld = 4_000, LongestRun = 2_000;

    private static readonly string[] Thoughts = ["think", "thinking", "thought", "thoughts", "reasoning", "analysis"];

    private readonly StringBuilder _raw = new();
    private int _said;
    private bool _isHeld;
    private bool _hasSaid;

    /// <summary>Adds a part of the response.</summary>
    public async ValueTask AddAsync(string text)
    {
        _raw.Append(text);
        if (_isHeld || _raw.Length - _said < 2) return;
        await FlushAsync(isEnd: false).ConfigureAwait(false);
    }

    /// <summary>Ends the response. The text with a call in it is not said.</summary>
    public async ValueTask EndAsync(bool hasCalls)
    {
        if (!hasCalls) await FlushAsync(isEnd: true).ConfigureAwait(false);
        _said = _raw.Length;
    }

    private async ValueTask FlushAsync(bool isEnd)
    {
        var text = WithoutThoughts(_raw.ToString(_said, _raw.Length - _said), out var isThinking, out var skipped);
        if (isThinking && !isEnd) return;
        if (!isEnd && text.AsSpan().TrimStart() is ['{' or '[' or '`', ..])
        {
            _isHeld = true;
            return;
        }

        var end = isEnd ? text.Length : End(text);
        if (end <= 0) return;
        _said += skipped + end;
        var part = text[..end];
        var clean = string.Join('\n', part.Split('\n').Select(line => CleanText.OfModel(line, LongestRun)));
        // The spaces between parts are not those of a line.
        var before = _hasSaid && part.Length > 0 && part[0] == ' ' && clean.Length > 0 ? " " : "";
        var after = part.Length > 1 && part[^1] == ' ' && clean.Length > 0 ? " " : "";
        if (clean.Length == 0) return;
        _hasSaid = true;
        await say(before + clean + after).ConfigureAwait(false);
    }

    // The end of what is complete: a blank that is not within a tag, a link, or JSON.
    private static int End(string text)
    {
        var json = text.AsSpan().IndexOfAny('{', '`');
        var limit = json < 0 ? text.Length : json;
        var end = text.AsSpan(0, limit).LastIndexOfAny(' ', '\n') + 1;
        foreach (var (open, close) in (ReadOnlySpan<(char, char)>)[('[', ')'), ('<', '>')])
        {
            var start = text.LastIndexOf(open, Math.Max(0, end - 1));
            var isOpen = start >= 0 && start < end && text.IndexOf(close, start) is var closed
                && (closed < 0 || closed >= end);
            if (isOpen && text.Length - start < LongestHeld) end = Math.Min(end, start);
        }

        return end;
    }

    private static string WithoutThoughts(string text, out bool isThinking, out int skipped)
    {
        isThinking = false;
        skipped = 0;
        foreach (var name in Thoughts)
        {
            var open = text.IndexOf($"<{name}>", StringComparison.OrdinalIgnoreCase);
            var close = text.LastIndexOf($"</{name}>", StringComparison.OrdinalIgnoreCase);
            if (open >= 0 && close < open)
            {
                isThinking = true;
                return text[..open];
            }

            if (close < 0) continue;
            skipped += close + name.Length + 3;
            text = text[(close + name.Length + 3)..];
        }

        return text;
    }
}
