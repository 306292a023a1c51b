using System.Text.Json.Nodes;

namespace Versori.Connectors.Catalog;

/// <summary>
/// Adds to a connector what a further integration needs of it. What is there stays as it is: it is managed centrally, and
/// other integrations rely on it.
/// </summary>
internal static class DefinitionGrowth
{
    private const string SchemaPrefix = "#/schemas/";

    /// <summary>The definition with the endpoints and webhooks it lacked; the very same one when it lacked none.</summary>
    public static ConnectorDefinition Grow(ConnectorDefinition existing, ConnectorDefinition planned)
    {
        var known = existing.Endpoints.Select(endpoint => endpoint.Id).ToHashSet(StringComparer.Ordinal);
        var added = planned.Endpoints.Where(endpoint => !known.Contains(endpoint.Id)).ToArray();
        var heard = existing.Webhooks.Select(webhook => webhook.Id).ToHashSet(StringComparer.Ordinal);
        var webhooks = planned.Webhooks.Where(webhook => !heard.Contains(webhook.Id)).ToArray();
        if (webhooks.Length > 0) existing = existing with { Webhooks = [.. existing.Webhooks, .. webhooks] };
        if (added.Length == 0) return existing;

        var renamed = Renamed(existing, planned);
        var schemas = new Dictionary<string, JsonSchema>(existing.Schemas, StringComparer.Ordinal);
        foreach (var (name, schema) in planned.Schemas) schemas.TryAdd(renamed.GetValueOrDefault(name, name), Rewrite(schema, renamed)!);

        var methods = existing.AuthMethods.Select(method => method.Id).ToHashSet(StringComparer.Ordinal);
        return existing with
        {
            Endpoints = [.. existing.Endpoints, .. added.Select(endpoint => Fit(endpoint, renamed, methods))],
            Schemas = schemas,
            Inputs = [.. existing.Inputs, .. Needed(existing, planned, added)],
        };
    }

    // An endpoint with a base URL of its own may use inputs that the connector did not have.
    private static IEnumerable<ConnectorInput> Needed(ConnectorDefinition existing, ConnectorDefinition planned, Endpoint[] added) => planned.Inputs
        .Where(input => existing.Inputs.All(known => known.Name != input.Name)
            && added.Any(endpoint => endpoint.BaseUrl?.Contains($"{{{input.Name}", StringComparison.Ordinal) == true));

    // A schema of the same name and other content belongs to another edition of the document; the new endpoints bring
    // their own along under a free name.
    private static Dictionary<string, string> Renamed(ConnectorDefinition existing, ConnectorDefinition planned)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, schema) in planned.Schemas)
        {
            if (!existing.Schemas.TryGetValue(name, out var other) || other.Equals(schema)) continue;
            var number = 2;
            while (existing.Schemas.ContainsKey($"{name}_{number}") || planned.Schemas.ContainsKey($"{name}_{number}")) number++;
            renamed[name] = $"{name}_{number}";
        }

        return renamed;
    }

    private static Endpoint Fit(Endpoint endpoint, Dictionary<string, string> renamed, HashSet<string> methods) => endpoint with
    {
        Parameters = [.. endpoint.Parameters.Select(parameter => parameter with { Schema = Rewrite(parameter.Schema, renamed) })],
        RequestBody = endpoint.RequestBody is { } body ? body with { Schema = Rewrite(body.Schema, renamed) } : null,
        Responses = [.. endpoint.Responses.Select(response => response with { Schema = Rewrite(response.Schema, renamed) })],
        // Auth is managed on the connector: alternatives over methods that it does not have mean nothing here.
        AuthAlternatives = endpoint.AuthAlternatives is { } alternatives && alternatives.All(alternative => alternative.Methods.All(methods.Contains))
            ? alternatives
            : null,
    };

    private static JsonSchema? Rewrite(JsonSchema? schema, Dictionary<string, string> renamed)
    {
        if (schema is null || renamed.Count == 0 || schema.Root.ValueKind != System.Text.Json.JsonValueKind.Object) return schema;
        var root = JsonObject.Create(schema.Root)!;
        Rewrite(root, renamed);
        return JsonSchema.Parse(root.ToJsonString());
    }

    private static void Rewrite(JsonNode? node, Dictionary<string, string> renamed)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) Rewrite(item, renamed);
        }
        else if (node is JsonObject item)
        {
            if (item["$ref"] is JsonValue value
                && value.TryGetValue<string>(out var reference)
                && reference.StartsWith(SchemaPrefix, StringComparison.Ordinal)
                && renamed.TryGetValue(reference[SchemaPrefix.Length..], out var name))
            {
                item["$ref"] = SchemaPrefix + name;
            }

            foreach (var (_, child) in item) Rewrite(child, renamed);
        }
    }
}
