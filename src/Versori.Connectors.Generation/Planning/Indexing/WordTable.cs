using System.Globalization;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// The words of one source. Documents repeat few words many times, so that each is examined once. It is used while a
/// source is indexed, by one thread.
/// </summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, IndexedWord> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IndexedWord>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<IndexedWord> _buffer = [];

    /// <summary>The weights of the endpoint that is being indexed.</summary>
    public Dictionary<string, double> Weights { get; } = new(StringComparer.Ordinal);

    /// <summary>The words of the name of the endpoint that is being indexed.</summary>
    public HashSet<IndexedWord> Seen { get; } = [];

    public WordTable() => _bySpan = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Returns the words of a text, as <see cref="Words.Split"/> does.</summary>
    /// <returns>A list that the next call uses again.</returns>
    public List<IndexedWord> Split(ReadOnlySpan<char> text, int maximum = int.MaxValue)
    {
        _buffer.Clear();
        var at = 0;
        while (_buffer.Count < maximum && Words.TryNext(text, ref at, out var word))
        {
            if (!_bySpan.TryGetValue(word, out var known))
            {
                _words[word.ToString()] = known = OfLowerCase(word.ToString().ToLower(CultureInfo.InvariantCulture));
            }

            _buffer.Add(known);
        }

        return _buffer;
    }

    // A word is the same object however it is written.
    private IndexedWord OfLowerCase(string text)
    {
        if (!_words.TryGetValue(text, out var known)) _words[text] = known = new(text);
        return known;
    }
}
