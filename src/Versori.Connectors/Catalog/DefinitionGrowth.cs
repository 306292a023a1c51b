using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Catalog;

/// <summary>
/// Adds to a definition what a further integration needs of it. Existing parts are not changed: they are managed
/// centrally, and other integrations rely on them.
/// </summary>
internal static class DefinitionGrowth
{
    private const string SchemaPrefix = "#/schemas/";

    /// <summary>
    /// Returns the definition with the auth methods, scopes, endpoints and webhooks that it lacked; the same instance
    /// when it lacked none.
    /// </summary>
    public static ConnectorDefinition Grow(ConnectorDefinition existing, ConnectorDefinition planned) =>
        WithEndpoints(AuthGrowth.Grow(WithWebhooks(existing, planned), planned), planned);

    private static ConnectorDefinition WithWebhooks(ConnectorDefinition existing, ConnectorDefinition planned)
    {
        var known = existing.Webhooks.Select(webhook => webhook.Id).ToHashSet(StringComparer.Ordinal);
        var added = planned.Webhooks.Where(webhook => !known.Contains(webhook.Id)).ToArray();
        return added.Length == 0 ? existing : existing with { Webhooks = [.. existing.Webhooks, .. added] };
    }

    private static ConnectorDefinition WithEndpoints(ConnectorDefinition existing, ConnectorDefinition planned)
    {
        var known = existing.Endpoints.Select(endpoint => endpoint.Id).ToHashSet(StringComparer.Ordinal);
        var added = planned.Endpoints.Where(endpoint => !known.Contains(endpoint.Id)).ToArray();
        if (added.Length == 0) return existing;

        var newNames = NewSchemaNames(existing, planned);
        var methods = existing.AuthMethods.Select(method => method.Id).ToHashSet(StringComparer.Ordinal);
        return existing with
        {
            Endpoints = [.. existing.Endpoints, .. added.Select(endpoint => Adapted(endpoint, newNames, methods))],
            Schemas = MergedSchemas(existing, planned, newNames),
            Inputs = [.. existing.Inputs, .. MissingInputs(existing, planned, added)],
        };
    }

    private static Dictionary<string, JsonSchema> MergedSchemas(
        ConnectorDefinition existing, ConnectorDefinition planned, Dictionary<string, string> newNames)
    {
        var schemas = new Dictionary<string, JsonSchema>(existing.Schemas, StringComparer.Ordinal);
        foreach (var (name, schema) in planned.Schemas)
        {
            schemas.TryAdd(newNames.GetValueOrDefault(name, name), WithNewNames(schema, newNames)!);
        }

        return schemas;
    }

    // An endpoint with a base URL of its own may use inputs that the connector did not have.
    private static IEnumerable<ConnectorInput> MissingInputs(
        ConnectorDefinition existing, ConnectorDefinition planned, ConnectorEndpoint[] added) => planned.Inputs
        .Where(input => existing.Inputs.All(known => known.Name != input.Name)
            && added.Any(endpoint => endpoint.BaseUrl?.Contains($"{{{input.Name}", StringComparison.Ordinal) == true));

    // A schema with the same name and different content belongs to another edition of the document. The new endpoints'
    // schema is added under a free name.
    private static Dictionary<string, string> NewSchemaNames(ConnectorDefinition existing, ConnectorDefinition planned)
    {
        var newNames = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, schema) in planned.Schemas)
        {
            if (!existing.Schemas.TryGetValue(name, out var other) || other.Equals(schema)) continue;
            var number = 2;
            while (IsTaken($"{name}_{number}")) number++;
            newNames[name] = $"{name}_{number}";
        }

        return newNames;

        bool IsTaken(string name) => existing.Schemas.ContainsKey(name) || planned.Schemas.ContainsKey(name);
    }

    private static ConnectorEndpoint Adapted(
        ConnectorEndpoint endpoint, Dictionary<string, string> newNames, HashSet<string> methods)
    {
        return EndpointSchemas.With(endpoint, schema => WithNewNames(schema, newNames)) with
        {
            AuthAlternatives = KnownAlternatives(endpoint, methods),
        };
    }

    // Alternatives that name methods that neither the connector nor the plan has are dropped.
    private static IReadOnlyList<AuthAlternative>? KnownAlternatives(
        ConnectorEndpoint endpoint, HashSet<string> methods) =>
        endpoint.AuthAlternatives?.All(alternative => alternative.Methods.All(methods.Contains)) == true
            ? endpoint.AuthAlternatives
            : null;

    private static JsonSchema? WithNewNames(JsonSchema? schema, Dictionary<string, string> newNames)
    {
        if (schema is null || newNames.Count == 0 || schema.Root.ValueKind != JsonValueKind.Object) return schema;
        var root = JsonObject.Create(schema.Root)!;
        RenameReferences(root, newNames);
        return JsonSchema.Parse(root.ToJsonString());
    }

    private static void RenameReferences(JsonNode? node, Dictionary<string, string> newNames)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) RenameReferences(item, newNames);
        }
        else if (node is JsonObject item)
        {
            if (NewReference(item, newNames) is { } reference) item["$ref"] = reference;
            foreach (var (_, child) in item) RenameReferences(child, newNames);
        }
    }

    private static string? NewReference(JsonObject schema, Dictionary<string, string> newNames)
    {
        if (schema["$ref"] is not JsonValue value || !value.TryGetValue<string>(out var reference)) return null;
        if (!reference.StartsWith(SchemaPrefix, StringComparison.Ordinal)) return null;
        return newNames.TryGetValue(reference[SchemaPrefix.Length..], out var name) ? SchemaPrefix + name : null;
    }
}
