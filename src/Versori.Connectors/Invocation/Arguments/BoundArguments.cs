using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Arguments that are assigned to parameters and the body.</summary>
/// <param name="slots">The parameters of the endpoint.</param>
internal sealed class BoundArguments(List<ParameterSlot> slots)
{
    // By the index of the slot: a plain scalar, or JSON.
    private readonly object?[] _values = slots.Count == 0 ? [] : new object?[slots.Count];

    /// <summary>The whole body as the caller passed it.</summary>
    public object? Body { get; set; }

    /// <summary>The fields of the body as the caller passed them, if the whole body was not passed.</summary>
    [field: AllowNull, MaybeNull]
    public EndpointArguments Fields => field ??= [];

    /// <summary>Whether a field of the body was passed.</summary>
    public bool HasFields { get; private set; }

    /// <summary>Whether a parameter has a value.</summary>
    public bool Has(ParameterSlot slot) => _values[slot.Index] is not null;

    /// <summary>The value of a parameter as a plain scalar; <see langword="null"/> if it is none.</summary>
    public object? PlainOf(ParameterSlot slot) => _values[slot.Index] is var value and not JsonNode ? value : null;

    /// <summary>The value of a parameter as JSON.</summary>
    public bool TryGet(ParameterSlot slot, [NotNullWhen(true)] out JsonNode? value)
    {
        value = _values[slot.Index] switch
        {
            null => null,
            JsonNode node => node,
            string text => JsonValue.Create(text),
            int number => JsonValue.Create(number),
            long number => JsonValue.Create(number),
            var truth => JsonValue.Create((bool)truth),
        };
        return value is not null;
    }

    /// <summary>Sets the value of a parameter, unless it has one. Returns whether it was set.</summary>
    /// <param name="slot">The parameter.</param>
    /// <param name="value">JSON, or a value of <see cref="PlainScalar"/>.</param>
    public bool TryAdd(ParameterSlot slot, object value)
    {
        if (_values[slot.Index] is not null) return false;
        _values[slot.Index] = value;
        return true;
    }

    /// <summary>Sets a field of the body, unless it has a value. Returns whether it was set.</summary>
    public bool TryAddField(string name, object? value)
    {
        HasFields = true;
        return Fields.TryAdd(name, value);
    }
}
