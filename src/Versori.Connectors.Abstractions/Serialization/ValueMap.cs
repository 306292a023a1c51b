using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Serialization;

/// <summary>An immutable copy of a map with ordinal keys that is compared by content and keeps its order.</summary>
internal sealed class ValueMap<TValue> : IReadOnlyDictionary<string, TValue>, IEquatable<ValueMap<TValue>>
{
    public static readonly ValueMap<TValue> Empty = new([]);

    private readonly OrderedDictionary<string, TValue> _items;

    private ValueMap(OrderedDictionary<string, TValue> items) => _items = items;

    public int Count => _items.Count;

    public IEnumerable<string> Keys => _items.Keys;

    public IEnumerable<TValue> Values => _items.Values;

    public TValue this[string key] => _items[key];

    public static ValueMap<TValue> Of(IReadOnlyDictionary<string, TValue>? items) => items switch
    {
        null => Empty,
        ValueMap<TValue> own => own,
        { Count: 0 } => Empty,
        _ => new(new OrderedDictionary<string, TValue>(items, StringComparer.Ordinal)),
    };

    public bool ContainsKey(string key) => _items.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value) => _items.TryGetValue(key, out value);

    public bool Equals(ValueMap<TValue>? other) =>
        other is not null
        && Count == other.Count
        && _items.All(item => other.TryGetValue(item.Key, out var value)
            && EqualityComparer<TValue>.Default.Equals(item.Value, value));

    public override bool Equals(object? obj) => Equals(obj as ValueMap<TValue>);

    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var (key, value) in _items) hash ^= HashCode.Combine(key, value);
        return hash;
    }

    public override string ToString() => $"{{{string.Join(", ", _items.Select(item => $"{item.Key}: {item.Value}"))}}}";

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
