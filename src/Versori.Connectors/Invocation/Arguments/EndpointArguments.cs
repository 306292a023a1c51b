using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>
/// The arguments of a call to an endpoint, by name: its parameters, <c>body</c> for the whole request body, or the names
/// of fields of the body. Names are case-sensitive.
/// </summary>
/// <remarks>
/// <para>
/// Where one name is used in several places, the bare name is the one in the path, then query, header, cookie and body;
/// <c>path.name</c>, <c>query.name</c>, <c>header.name</c>, <c>cookie.name</c> and <c>body.name</c> reach each of them.
/// </para>
/// <para>
/// Values are text, booleans, numbers, <see cref="Guid"/>, <see cref="Uri"/>, dates and times, enums, sequences and
/// dictionaries of those, <see cref="System.Text.Json.Nodes.JsonNode"/> and <see cref="System.Text.Json.JsonElement"/>;
/// for bodies and parts of them also <see cref="byte"/> arrays, <see cref="Stream"/> and <see cref="HttpContent"/>.
/// <see langword="null"/> is the same as leaving the argument out; a JSON <c>null</c> is sent from within a whole
/// <c>body</c>. Values are never treated as templates.
/// </para>
/// <para>Not safe for changing from several threads at once.</para>
/// </remarks>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "The glossary's word for what a call is given.")]
public sealed class EndpointArguments : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly OrderedDictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _values.Count;

    /// <summary>Sets the argument with a name, or gets it; <see langword="null"/> when it is not there.</summary>
    public object? this[string name]
    {
        get => _values.GetValueOrDefault(name);
        set => _values[name] = value;
    }

    /// <summary>Takes arguments from a dictionary.</summary>
    public static implicit operator EndpointArguments(Dictionary<string, object?> values) => FromDictionary(values);

    /// <summary>Takes arguments from a dictionary.</summary>
    public static EndpointArguments FromDictionary(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var arguments = new EndpointArguments();
        foreach (var (name, value) in values) arguments[name] = value;
        return arguments;
    }

    /// <summary>
    /// Takes arguments from the public properties of an object, such as <c>new { owner = "acme", repo = "web" }</c>.
    /// Names are taken as they are written, or from <see cref="System.Text.Json.Serialization.JsonPropertyNameAttribute"/>.
    /// Values that are objects of a host's own types become JSON.
    /// </summary>
    /// <param name="values">The object; a dictionary, a JSON object and <see cref="EndpointArguments"/> are taken as they are.</param>
    /// <exception cref="ArgumentException">The value is a scalar or a list, which has no names.</exception>
    /// <exception cref="ConnectorException">A property cannot become JSON; the location is its name.</exception>
    [RequiresUnreferencedCode("Properties are found by reflection. Use a dictionary in trimmed applications.")]
    [RequiresDynamicCode("Values of own types are made JSON by reflection. Use a dictionary in applications compiled ahead of time.")]
    public static EndpointArguments From(object values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values switch
        {
            EndpointArguments own => own,
            _ => FromDictionary(ObjectArguments.Read(values)),
        };
    }

    /// <summary>Adds an argument.</summary>
    /// <exception cref="ArgumentException">There is one with that name.</exception>
    public void Add(string name, object? value) => _values.Add(name, value);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
