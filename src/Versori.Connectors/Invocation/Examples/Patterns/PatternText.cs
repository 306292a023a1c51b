using System.Globalization;
using System.Text;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Writes a text of a pattern. Every attempt makes other choices, always the same ones, so that conditions that the
/// pattern has elsewhere are met by one of them.
/// </summary>
internal sealed class PatternText
{
    public const int MaximumAttempts = 40;

    private const int MaximumLength = 5_000;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);
    private readonly int _attempt;
    private readonly int _extra;
    private uint _state;

    private PatternText(int attempt, int least)
    {
        _attempt = attempt;
        _state = (uint)attempt;

        // Repetitions beyond the least: one where none are needed, none, as many as the length needs, then more.
        _extra = attempt switch
        {
            0 => 1,
            1 => 0,
            2 => least,
            3 => Math.Max(1, least / 2),
            4 => Math.Max(1, least / 4),
            _ => attempt % 8,
        };
    }

    /// <summary>Writes a text. It has to be checked.</summary>
    /// <param name="node">The pattern.</param>
    /// <param name="attempt">The number of the attempt.</param>
    /// <param name="least">The length that the text needs.</param>
    public static string Write(PatternNode node, int attempt, int least)
    {
        var writer = new PatternText(attempt, least);
        writer.Append(node);
        return writer._text.ToString();
    }

    private void Append(PatternNode node)
    {
        if (_text.Length > MaximumLength) return;
        switch (node)
        {
            case PatternNode.Literal literal:
                _text.Append(literal.Text);
                break;
            case PatternNode.Characters characters:
                _text.Append(characters.Allowed[Next(characters.Allowed.Length)]);
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in sequence.Parts) Append(part);
                break;
            case PatternNode.Alternatives alternatives:
                Append(alternatives.Branches[Next(alternatives.Branches.Count)]);
                break;
            case PatternNode.Repeated repeated:
                for (var i = Count(repeated); i > 0 && _text.Length <= MaximumLength; i--) Append(repeated.Part);
                break;
            case PatternNode.Group group:
                var start = _text.Length;
                Append(group.Part);
                var text = _text.ToString(start, _text.Length - start);
                _groups[group.Number.ToString(CultureInfo.InvariantCulture)] = text;
                if (group.Name is { } name) _groups[name] = text;
                break;
            case PatternNode.Reference reference:
                _text.Append(_groups.GetValueOrDefault(reference.To));
                break;

            // Text that has to follow somewhere: from the sixth attempt on, it is written, too.
            case PatternNode.Ahead ahead when _attempt > 5:
                Append(ahead.Part);
                break;
            default:
                break;
        }
    }

    private int Count(PatternNode.Repeated repeated)
    {
        var most = Math.Min(repeated.Most, MaximumLength);
        var extra = _attempt == 0 ? Math.Max(0, 1 - repeated.Least) : _extra;
        return Math.Min(most, repeated.Least + extra);
    }

    // A linear congruential sequence: the same for the same attempt.
    private int Next(int count)
    {
        if (_attempt == 0 || count == 1) return 0;
        _state = (_state * 1_664_525) + 1_013_904_223;
        return (int)((_state >> 8) % (uint)count);
    }
}
