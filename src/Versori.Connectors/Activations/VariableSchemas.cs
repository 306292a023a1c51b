using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Connecting;
using Versori.Connectors.Invocation;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Activations;

/// <summary>The schemas of the integrations' variables. The last declaration of an integration counts.</summary>
internal sealed class VariableSchemas
{
    private const int MaximumLength = 64 * 1024;

    private readonly Dictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);

    private readonly SchemaValidator _validator = new(new Dictionary<string, JsonSchema>(StringComparer.Ordinal));

    public VariableSchemas(IEnumerable<VariableSchema> declared)
    {
        foreach (var (integration, schema) in declared) _schemas[integration] = schema;
    }

    public JsonSchema? Find(string integration) => _schemas.GetValueOrDefault(integration);

    /// <summary>The problems of an integration's variables, each with its place below <c>/variables</c>.</summary>
    public IReadOnlyList<ConnectorError> Check(string integration, JsonElement variables)
    {
        if (variables.ValueKind != JsonValueKind.Object) return [Error("/variables", "The variables are an object.")];
        if (variables.GetRawText().Length > MaximumLength)
            return [Error("/variables", $"The variables are longer than {MaximumLength} characters.")];
        if (FindDuplicate(variables, "/variables") is { } place) return [Error(place, "The name occurs twice.")];
        var problems = new List<ConnectorError>();
        if (Find(integration) is not { } schema)
        {
            foreach (var property in variables.EnumerateObject()) problems.Add(Unknown(property.Name));
            return problems;
        }

        foreach (var problem in _validator.Check(schema.Root, JsonObject.Create(variables), isText: false))
            problems.Add(Error(problem.PlaceBelow("/variables"), problem.Message));
        if (!IsOpen(schema.Root)) AddUnknown(schema.Root, variables, problems);
        return problems;
    }

    // A name of which nothing is known is a mistake, unless the schema itself says what further names mean.
    private static bool IsOpen(JsonElement schema) => schema.ValueKind == JsonValueKind.Object
        && (schema.TryGetProperty("additionalProperties", out _) || schema.TryGetProperty("patternProperties", out _));

    private static void AddUnknown(JsonElement schema, JsonElement variables, List<ConnectorError> problems)
    {
        var hasNames = schema.TryGetProperty("properties", out var known) && known.ValueKind == JsonValueKind.Object;
        foreach (var property in variables.EnumerateObject())
        {
            if (!hasNames || !known.TryGetProperty(property.Name, out _)) problems.Add(Unknown(property.Name));
        }
    }

    private static string? FindDuplicate(JsonElement value, string place)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray()
                .Select((item, index) => FindDuplicate(item, $"{place}/{index}"))
                .FirstOrDefault(found => found is not null);
        }

        if (value.ValueKind != JsonValueKind.Object) return null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            var below = JsonPointer.Append(place, property.Name);
            if (!names.Add(property.Name)) return below;
            if (FindDuplicate(property.Value, below) is { } found) return found;
        }

        return null;
    }

    private static ConnectorError Unknown(string name) =>
        Error(JsonPointer.Append("/variables", name), "The integration has no such variable.");

    private static ConnectorError Error(string place, string message) =>
        ConnectionErrors.Create(ConnectorErrorCode.InvalidInput, message, place).Error;
}
