namespace Versori.Connectors.Generation.Planning;

/// <summary>A word of a source, with everything that an index needs to know of it.</summary>
/// <param name="text">The word in lower case.</param>
internal sealed class IndexedWord(string text)
{
    /// <summary>The word in lower case.</summary>
    public string Text { get; } = text;

    /// <summary>The term of the word (<see cref="Vocabulary.Term"/>).</summary>
    public string Term { get; } = Vocabulary.Term(text);

    public bool IsStopWord { get; } = Vocabulary.IsStopWord(text);

    /// <summary>Whether the word names what an endpoint is about, and not what it does.</summary>
    public bool IsNoun { get; } =
        !Vocabulary.IsStopWord(text) && Vocabulary.IntentInName(text) == Intent.Unknown;

    /// <summary>Whether it is a format, a version or a number, which say nothing of an endpoint.</summary>
    public bool IsFormatOrVersion { get; } =
        text is "json" or "xml" || char.IsAsciiDigit(text[0]) || (text.Length <= 2 && text[0] == 'v');
}
