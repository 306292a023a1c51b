using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Caching;

/// <summary>
/// A map of a few entries with ordinal keys, in one array. A dictionary with one entry takes four times the memory, and
/// there is one map for each token.
/// </summary>
internal sealed class SmallMap : IReadOnlyDictionary<string, string>
{
    private const int MaximumNames = 1_000;

    // The keys are the names of auth methods' fields, which are the same for all connections of a connector.
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

    private readonly KeyValuePair<string, string>[] _items;

    private SmallMap(KeyValuePair<string, string>[] items) => _items = items;

    public int Count => _items.Length;

    public IEnumerable<string> Keys => _items.Select(item => item.Key);

    public IEnumerable<string> Values => _items.Select(item => item.Value);

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException();

    /// <summary>Creates a map of some entries. If several have the same key, the last one is used.</summary>
    public static SmallMap Of(IEnumerable<KeyValuePair<string, string>> items) => new(
    [
        .. items
            .Reverse()
            .DistinctBy(item => item.Key, StringComparer.Ordinal)
            .Reverse()
            .Select(item => KeyValuePair.Create(SharedName(item.Key), item.Value)),
    ]);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        foreach (var item in _items)
        {
            if (!string.Equals(item.Key, key, StringComparison.Ordinal)) continue;
            value = item.Value;
            return true;
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, string>>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string SharedName(string name)
    {
        if (Names.TryGetValue(name, out var known)) return known;
        return Names.Count < MaximumNames ? Names.GetOrAdd(name, name) : name;
    }
}
