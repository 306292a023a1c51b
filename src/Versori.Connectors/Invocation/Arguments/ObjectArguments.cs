using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>Reads arguments from the properties of an object.</summary>
[RequiresUnreferencedCode("Properties are read by reflection.")]
[RequiresDynamicCode("Values of the host's types are converted to JSON by reflection.")]
internal static class ObjectArguments
{
    private const int MaxDepth = 8;

    // Types are collected with their assemblies.
    private static readonly ConditionalWeakTable<Type, NamedProperty[]> Known = [];

    public static EndpointArguments Read(object values)
    {
        var arguments = new EndpointArguments { Capacity = 8 };
        if (Fields(values) is { } fields)
        {
            foreach (var (name, value) in fields) arguments[name] = ToPlain(name, value, depth: 0);
            return arguments;
        }

        foreach (var property in PropertiesOf(values))
            arguments[property.Name] = ToPlain(property.Name, property.ValueOf(values), depth: 0);
        return arguments;
    }

    // An object within the arguments.
    private static Dictionary<string, object?> Read(object values, int depth)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in PropertiesOf(values))
        {
            arguments[property.Name] =
                OwnJson.Open(ToPlain(property.Name, property.ValueOf(values), depth));
        }

        return arguments;
    }

    private static IEnumerable<KeyValuePair<string, object?>>? Fields(object values)
    {
        var fields = RequestBodyWriter.Fields(values);
        if (fields is null && HasNoNames(values))
        {
            throw new ArgumentException(
                "Arguments must have names. Pass an object with properties or a dictionary.", nameof(values));
        }

        return fields;
    }

    private static bool HasNoNames(object values) => values is IEnumerable || ArgumentConverter.IsPlain(values);

    private static NamedProperty[] PropertiesOf(object values)
    {
        var type = values.GetType();
        return Known.TryGetValue(type, out var known) ? known : Known.GetValue(type, ReadProperties);
    }

    private static NamedProperty[] ReadProperties(Type type) =>
    [
        .. type
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(IsArgument)
            .Select(property => new NamedProperty(property)),
    ];

    private static bool IsArgument(PropertyInfo property) =>
        property.CanRead
        && property.GetIndexParameters().Length == 0
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always };

    private static object? ToPlain(string name, object? value, int depth)
    {
        if (value is null or string or int or bool || ArgumentConverter.IsPlain(value)) return value;

        // Files cannot be converted to JSON. An object that has files is read into a dictionary of its properties.
        var mayHaveFiles = depth < MaxDepth && value is not IEnumerable;
        if (mayHaveFiles && HasFile(value)) return Read(value, depth + 1);
        try
        {
            return OwnJson.Of(JsonSerializer.SerializeToElement(value, value.GetType()));
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException)
        {
            var message = $"A value of type {value.GetType().Name} cannot be converted to JSON.";
            throw new ConnectorException(ArgumentBinder.Invalid(name, message), exception);
        }
    }

    private static bool HasFile(object value)
    {
        foreach (var property in PropertiesOf(value))
        {
            if (property.MayBeFile && ArgumentConverter.IsContent(property.ValueOf(value))) return true;
        }

        return false;
    }

    /// <summary>A property with its name as an argument.</summary>
    private sealed class NamedProperty(PropertyInfo property)
    {
        public string Name { get; } =
            property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name;

        /// <summary>Whether the values of its type may be files. Only one value type is content of its own.</summary>
        public bool MayBeFile { get; } = property.PropertyType != typeof(string)
            && (!property.PropertyType.IsValueType
                || (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
                    == typeof(ReadOnlyMemory<byte>));

        public object? ValueOf(object values) => property.GetValue(values);
    }
}
