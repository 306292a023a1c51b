namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Reads the groups of operations (OpenAPI 3.2 §4.22): a tag can have a parent.</summary>
internal sealed class TagReader
{
    // Documents group their operations in few levels.
    private const int MaximumDepth = 8;

    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    public TagReader(Node root)
    {
        foreach (var tag in root.List("tags"))
        {
            if (!tag.IsObject || tag.Text("name") is not { } name || tag.Find("parent") is null) continue;
            if (tag.Text("parent") is { } parent) _parents.TryAdd(name, parent);
        }
    }

    /// <summary>Returns the tags of an operation, followed by the groups that contain them.</summary>
    public IReadOnlyList<string> WithParents(List<string> tags)
    {
        if (_parents.Count == 0 || tags.Count == 0) return tags;
        var all = new List<string>(tags);
        var known = new HashSet<string>(tags, StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            var current = tag;
            for (var depth = 0; depth < MaximumDepth && _parents.TryGetValue(current, out var parent); depth++)
            {
                if (known.Add(parent)) all.Add(parent);
                current = parent;
            }
        }

        return all;
    }
}
