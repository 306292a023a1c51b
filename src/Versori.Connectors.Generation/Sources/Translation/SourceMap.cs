namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Maps the JSON pointers of a translated document to those of the document that it was translated from, so that
/// warnings and errors name places that the author knows.
/// </summary>
internal sealed class SourceMap
{
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

    /// <summary>Whether parts that were not added have the same pointer in both documents.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>Adds a part. Its members have the pointer of the part, unless they are added too.</summary>
    public void Add(string translated, string original) => _places.TryAdd(translated, original);

    /// <summary>Returns the pointer in the original document: that of the smallest part that is known.</summary>
    public string Original(string translated)
    {
        var part = translated;
        while (part.Length > 0)
        {
            if (_places.TryGetValue(part, out var original)) return original;
            part = part[..Math.Max(0, part.LastIndexOf('/'))];
        }

        return IsIdentity ? translated : "";
    }
}
