using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>
/// The arguments of a call to an endpoint, by name: parameters, <c>body</c> for the whole request body, or fields of
/// the body. Names are case-sensitive.
/// </summary>
/// <remarks>
/// <para>
/// If several locations use the same name, the unqualified name refers to the first location in this order: path,
/// query, header, cookie, body. The qualified names <c>path.name</c>, <c>query.name</c>, <c>header.name</c>,
/// <c>cookie.name</c> and <c>body.name</c> refer to one location.
/// </para>
/// <para>
/// Values can be text, booleans, numbers, <see cref="Guid"/>, <see cref="Uri"/>, dates and times, enums, sequences and
/// dictionaries of those, <see cref="System.Text.Json.Nodes.JsonNode"/> and <see cref="System.Text.Json.JsonElement"/>.
/// Bodies and their parts can also be <see cref="byte"/> arrays, <see cref="Stream"/>, <see cref="FilePart"/>,
/// <see cref="HttpContent"/> and <see cref="System.Xml.Linq.XNode"/>; the body of a sequential media type can be an
/// <see cref="IAsyncEnumerable{T}"/> of objects.
/// <see langword="null"/> is the same as omitting the argument. To send a JSON <c>null</c>, pass the whole <c>body</c>.
/// Values are never evaluated as expressions.
/// </para>
/// <para>Not safe for concurrent changes.</para>
/// </remarks>
[SuppressMessage(
    "Naming",
    "CA1710:Identifiers should have correct suffix",
    Justification = "The glossary's term for the arguments of a call.")]
public sealed class EndpointArguments : IEnumerable<KeyValuePair<string, object?>>
{
    // Most calls have few arguments, which are found faster without an index.
    private const int MaximumWithoutIndex = 16;

    private KeyValuePair<string, object?>[] _items = [];
    private Dictionary<string, int>? _index;
    private int _version;

    /// <summary>The number of arguments.</summary>
    public int Count { get; private set; }

    /// <summary>The page that is requested, if the call reads a list.</summary>
    internal PageRequest? Page { get; set; }

    /// <summary>The argument with a name, or <see langword="null"/> if there is none.</summary>
    public object? this[string name]
    {
        get => IndexOf(name) is >= 0 and var index ? OwnJson.Open(_items[index].Value) : null;
        set
        {
            var index = IndexOf(name);
            if (index < 0) Append(name, value);
            else _items[index] = new(name, value);
        }
    }

    /// <summary>Creates arguments from a dictionary.</summary>
    public static implicit operator EndpointArguments(Dictionary<string, object?> values) => FromDictionary(values);

    /// <summary>Creates arguments from a dictionary.</summary>
    public static EndpointArguments FromDictionary(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var arguments = new EndpointArguments { Capacity = values.Count };
        if (values is Dictionary<string, object?> map)
        {
            // The enumerator of the interface is an object.
            foreach (var (name, value) in map) arguments[name] = value;
            return arguments;
        }

        foreach (var (name, value) in values) arguments[name] = value;
        return arguments;
    }

    /// <summary>
    /// Creates arguments from the public properties of an object, such as <c>new { owner = "acme", repo = "web" }</c>.
    /// The names are the names of the properties, or those of
    /// <see cref="System.Text.Json.Serialization.JsonPropertyNameAttribute"/>. Values of the host's own types are
    /// converted to JSON.
    /// </summary>
    /// <param name="values">
    /// The object. A dictionary, a JSON object and <see cref="EndpointArguments"/> are used as they are.
    /// </param>
    /// <exception cref="ArgumentException">The value is a scalar or a list, which has no names.</exception>
    /// <exception cref="ConnectorException">
    /// A property cannot be converted to JSON. The location is its name.
    /// </exception>
    [RequiresUnreferencedCode("Properties are read by reflection. Use a dictionary in trimmed applications.")]
    [RequiresDynamicCode("Host types are converted by reflection. Use a dictionary in native AOT applications.")]
    public static EndpointArguments From(object values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values switch
        {
            EndpointArguments own => own,
            _ => ObjectArguments.Read(values),
        };
    }

    /// <summary>
    /// Creates arguments from the members of a JSON object. Works in trimmed and native AOT applications.
    /// </summary>
    public static EndpointArguments FromJson(JsonObject values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var arguments = new EndpointArguments { Capacity = values.Count };
        for (var i = 0; i < values.Count; i++)
        {
            var (name, value) = values.GetAt(i);
            arguments[name] = value;
        }

        return arguments;
    }

    /// <summary>
    /// Creates arguments from an object of a type whose JSON is generated at build time. The names are those of its
    /// JSON. Works in trimmed and native AOT applications.
    /// </summary>
    /// <param name="values">The object.</param>
    /// <param name="type">
    /// Its type, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.
    /// </param>
    /// <exception cref="ArgumentException">The JSON of the value is not an object, so it has no names.</exception>
    public static EndpointArguments From<T>(T values, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(type);
        return TypeMembers.Of(type).Read(values, type);
    }

    /// <summary>Adds an argument.</summary>
    /// <exception cref="ArgumentException">There is already an argument with that name.</exception>
    public void Add(string name, object? value)
    {
        if (!TryAdd(name, value))
            throw new ArgumentException($"There is already an argument '{name}'.", nameof(name));
    }

    /// <summary>Removes an argument. Returns whether there was one.</summary>
    public bool Remove(string name)
    {
        var index = IndexOf(name);
        if (index < 0) return false;
        _version++;
        Count--;
        Array.Copy(_items, index + 1, _items, index, Count - index);
        _items[Count] = default;
        _index = null;
        return true;
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        var version = _version;
        for (var i = 0; i < Count; i++)
        {
            yield return new(_items[i].Key, OwnJson.Open(_items[i].Value));
            if (version != _version)
                throw new InvalidOperationException("The arguments were changed while they were enumerated.");
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// The arguments in the order in which they were added. JSON that the library made is <see cref="OwnJson"/>.
    /// </summary>
    internal ReadOnlySpan<KeyValuePair<string, object?>> Items => _items.AsSpan(0, Count);

    /// <summary>The number of arguments for which there is room.</summary>
    internal int Capacity
    {
        get => _items.Length;
        init => _items = value == 0 ? [] : new KeyValuePair<string, object?>[value];
    }

    /// <summary>Adds an argument, unless there is one with that name. Returns whether it was added.</summary>
    internal bool TryAdd(string name, object? value)
    {
        if (IndexOf(name) >= 0) return false;
        Append(name, value);
        return true;
    }

    private int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Count > MaximumWithoutIndex) return Indexed().GetValueOrDefault(name, -1);
        for (var i = 0; i < Count; i++)
        {
            if (_items[i].Key == name) return i;
        }

        return -1;
    }

    private Dictionary<string, int> Indexed()
    {
        if (_index is not null) return _index;
        var index = new Dictionary<string, int>(Count, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++) index.Add(_items[i].Key, i);
        return _index = index;
    }

    private void Append(string name, object? value)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Math.Max(4, Count * 2));
        _version++;
        _items[Count] = new(name, value);
        _index?.Add(name, Count);
        Count++;
    }
}
