using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Reads the members of objects of one type as arguments, without writing the JSON of the whole object.
/// </summary>
internal sealed class TypeMembers
{
    // A type's information is collected with its options.
    private static readonly ConditionalWeakTable<JsonTypeInfo, TypeMembers> Known = [];

    private readonly Member[]? _members;
    private readonly string[] _names;

    private TypeMembers(JsonTypeInfo type)
    {
        _names = [.. type.Properties.Select(property => property.Name)];
        _members = IsSimple(type)
            ? [.. type.Properties.Where(property => property.Get is not null).Select(property => new Member(property))]
            : null;
    }

    public static TypeMembers Of(JsonTypeInfo type) =>
        Known.TryGetValue(type, out var known) ? known : Known.GetValue(type, static type => new(type));

    /// <summary>Reads the members of an object.</summary>
    /// <exception cref="ArgumentException">The JSON of the value is not an object, so it has no names.</exception>
    public EndpointArguments Read<T>(T values, JsonTypeInfo<T> type)
    {
        if (_members is null || values!.GetType() != typeof(T)) return ReadJson(values, type);
        object boxed = values;
        var arguments = new EndpointArguments { Capacity = Math.Max(_members.Length, 1) };
        foreach (var member in _members)
        {
            var value = member.ValueOf(boxed);
            if (member.IsWritten(boxed, value)) arguments[member.Name] = member.ToArgument(value);
        }

        return arguments;
    }

    private EndpointArguments ReadJson<T>(T values, JsonTypeInfo<T> type)
    {
        var fields = JsonSerializer.SerializeToElement(values, type);
        return fields.ValueKind == JsonValueKind.Object
            ? OwnJson.Members(fields, _names)
            : throw new ArgumentException(
                "Arguments must have names. Pass an object whose JSON is an object.", nameof(values));
    }

    // The serializer writes each property by itself, and nothing else.
    private static bool IsSimple(JsonTypeInfo type) =>
        type is
        {
            Kind: JsonTypeInfoKind.Object,
            PolymorphismOptions: null,
            OnSerializing: null,
            OnSerialized: null,
            NumberHandling: null,
        }
        && type.Options is
        {
            ReferenceHandler: null,
            DefaultIgnoreCondition: JsonIgnoreCondition.Never or JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties: false,
            IgnoreReadOnlyFields: false,
            Converters.Count: 0,
        }
        && type.Options.NumberHandling is JsonNumberHandling.Strict or JsonNumberHandling.AllowReadingFromString
        && type.Properties.All(property => property is
        {
            IsExtensionData: false,
            CustomConverter: null,
            NumberHandling: null,
        });

    /// <summary>A property.</summary>
    private sealed class Member(JsonPropertyInfo property)
    {
        private readonly JsonTypeInfo _type = property.Options.GetTypeInfo(property.PropertyType);

        private readonly bool _skipsNull =
            property.Options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingNull;

        // JSON has these as they are.
        private readonly bool _isPlain = Nullable.GetUnderlyingType(property.PropertyType) is { } underlying
            ? IsPlain(underlying)
            : IsPlain(property.PropertyType);

        public string Name => property.Name;

        public object? ValueOf(object values) => property.Get!(values);

        // The property's own condition precedes that of the options.
        public bool IsWritten(object values, object? value) => property.ShouldSerialize is { } condition
            ? condition(values, value)
            : value is not null || !_skipsNull;

        public object? ToArgument(object? value) => value is null || _isPlain
            ? value
            : OwnJson.Of(JsonSerializer.SerializeToElement(value, _type));

        private static bool IsPlain(Type type) =>
            type == typeof(string) || type == typeof(int) || type == typeof(long) || type == typeof(bool);
    }
}
