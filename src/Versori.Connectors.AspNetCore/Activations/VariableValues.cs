using System.Text.Json;

namespace Versori.Connectors.AspNetCore.Activations;

/// <summary>The values of variables that a form shows, and what is wrong with them.</summary>
internal sealed class VariableValues(JsonElement values, JsonElement? schema, IReadOnlyList<ConnectorError> errors)
{
    /// <summary>The names that the schema requires.</summary>
    public IReadOnlyList<string> Required { get; } =
        schema is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("required", out var names)
            && names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray()
                .Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)]
            : [];

    public string? Find(string name) =>
        values.ValueKind == JsonValueKind.Object && values.TryGetProperty(name, out var value)
            ? VariableFields.TextOf(value)
            : null;

    public bool HasProblem(string name)
    {
        var place = "/variables/" + name.Replace("~", "~0", StringComparison.Ordinal)
            .Replace("/", "~1", StringComparison.Ordinal);
        return errors.Any(error => error.Location is { } location
            && (location == place || location.StartsWith(place + "/", StringComparison.Ordinal)));
    }
}
