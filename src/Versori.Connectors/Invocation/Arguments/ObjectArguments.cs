using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>Reads arguments from the properties of an object.</summary>
[RequiresUnreferencedCode("Properties are found by reflection.")]
[RequiresDynamicCode("Values of own types are made JSON by reflection.")]
internal static class ObjectArguments
{
    private const int MaxDepth = 8;

    public static Dictionary<string, object?> Read(object values, int depth = 0)
    {
        if (RequestBodyWriter.Fields(values) is null && (values is IEnumerable || ArgumentConverter.IsPlain(values)))
            throw new ArgumentException("Arguments have names. Give an object with properties or a dictionary.", nameof(values));

        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in RequestBodyWriter.Fields(values) ?? Properties(values)) arguments[name] = Plain(name, value, depth);
        return arguments;
    }

    private static IEnumerable<KeyValuePair<string, object?>> Properties(object values) => values.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0
            && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always })
        .Select(property => KeyValuePair.Create(property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name, property.GetValue(values)));

    private static object? Plain(string name, object? value, int depth)
    {
        if (value is null || ArgumentConverter.IsPlain(value)) return value;

        // Files cannot become JSON; an object that has some stays an object of fields.
        if (depth < MaxDepth && value is not IEnumerable && Properties(value).Any(property => ArgumentConverter.IsContent(property.Value))) return Read(value, depth + 1);
        try
        {
            return JsonSerializer.SerializeToNode(value, value.GetType());
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException)
        {
            throw new ConnectorException(ArgumentBinder.Invalid(name, $"A value of type {value.GetType().Name} cannot become JSON."), exception);
        }
    }
}
