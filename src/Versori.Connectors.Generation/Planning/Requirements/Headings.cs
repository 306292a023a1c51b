namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Recognizes what introduces a list, in the same line or in the lines after it. After "I need two lists: …" no command
/// follows. After "Delete:" the things follow.
/// </summary>
/// <param name="isName">Whether a word names a system.</param>
internal sealed class Headings(Func<string, bool> isName)
{
    private bool _reads, _writes;

    /// <summary>Whether a sentence is an item of a list of what is read.</summary>
    public bool Reads(string sentence) => _reads && IsItem(sentence);

    /// <summary>Whether a sentence is an item of a list to which the command before it applies.</summary>
    public bool Writes(string sentence) => _writes && IsItem(sentence);

    /// <summary>Continues with the sentence after this one.</summary>
    public void Next(string sentence)
    {
        var text = sentence.TrimEnd();
        if (text.EndsWith(':'))
        {
            _reads = IsForReading(text[..^1]);
            _writes = !_reads && VerbOf(text) is { } verb && Sentence.IsKnownVerb(verb);
        }
        else if (text.Length > 0 && !IsItem(sentence))
        {
            _reads = _writes = false;
        }
    }

    /// <summary>Whether the text before a colon introduces things to read.</summary>
    public bool IsForReading(string text)
    {
        if (VerbOf(text) is { } verb && Sentence.IsKnownVerb(verb))
        {
            return Vocabulary.IntentOfWish(verb) is Intent.List or Intent.Get;
        }

        return Words.Split(text).Exists(Evaluations.IsProduct);
    }

    private string? VerbOf(string text)
    {
        var words = ParticleVerbs.Replace(Words.Split(text));
        return words.Count > 0 && new Sentence(words, isName) is { Verb: >= 0 } sentence ? words[sentence.Verb] : null;
    }

    private static bool IsItem(string sentence)
    {
        var text = sentence.AsSpan().TrimStart();
        return text.Length > 0 && (text[0] is '-' or '*' or '•' or '–' or '·' or '(' || char.IsAsciiDigit(text[0]));
    }
}
