using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Chat;

/// <summary>
/// The sources that were used last, by the hash of their content. What the planner indexed belongs to the object, so
/// that a further message does not index it again.
/// </summary>
internal sealed class SourceCache
{
    private const int Maximum = 16;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, ImportResult Source)> _recent = [];

    public ImportResult? Find(string key)
    {
        lock (_lock)
        {
            for (var node = _recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Key != key) continue;
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value.Source;
            }

            return null;
        }
    }

    /// <summary>Adds a source, unless it is there already. Returns the one that is kept.</summary>
    public ImportResult Add(string key, ImportResult source)
    {
        lock (_lock)
        {
            foreach (var (other, kept) in _recent)
            {
                if (other == key) return kept;
            }

            _recent.AddFirst((key, source));
            if (_recent.Count > Maximum) _recent.RemoveLast();
            return source;
        }
    }
}
