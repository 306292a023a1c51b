using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>Reads arguments from the properties of an object.</summary>
[RequiresUnreferencedCode("Properties are read by reflection.")]
[RequiresDynamicCode("Values of the host's types are converted to JSON by reflection.")]
internal static class ObjectArguments
{
    private const int MaxDepth = 8;

    public static Dictionary<string, object?> Read(object values, int depth = 0)
    {
        var fields = RequestBodyWriter.Fields(values);
        if (fields is null && HasNoNames(values))
        {
            throw new ArgumentException(
                "Arguments must have names. Pass an object with properties or a dictionary.", nameof(values));
        }

        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in fields ?? Properties(values)) arguments[name] = ToPlain(name, value, depth);
        return arguments;
    }

    private static bool HasNoNames(object values) => values is IEnumerable || ArgumentConverter.IsPlain(values);

    private static IEnumerable<KeyValuePair<string, object?>> Properties(object values) => values.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(IsArgument)
        .Select(property => KeyValuePair.Create(NameOf(property), property.GetValue(values)));

    private static bool IsArgument(PropertyInfo property) =>
        property.CanRead
        && property.GetIndexParameters().Length == 0
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always };

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name;

    private static object? ToPlain(string name, object? value, int depth)
    {
        if (value is null || ArgumentConverter.IsPlain(value)) return value;

        // Files cannot be converted to JSON. An object that has files is read into a dictionary of its properties.
        var mayHaveFiles = depth < MaxDepth && value is not IEnumerable;
        if (mayHaveFiles && Properties(value).Any(property => ArgumentConverter.IsContent(property.Value)))
            return Read(value, depth + 1);
        try
        {
            return JsonSerializer.SerializeToNode(value, value.GetType());
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException)
        {
            var message = $"A value of type {value.GetType().Name} cannot be converted to JSON.";
            throw new ConnectorException(ArgumentBinder.Invalid(name, message), exception);
        }
    }
}
