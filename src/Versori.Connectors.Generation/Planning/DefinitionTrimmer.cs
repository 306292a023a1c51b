using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Cuts a definition down to some of its endpoints and what they need.</summary>
internal static class DefinitionTrimmer
{
    public static ConnectorDefinition Trim(ConnectorDefinition definition, IReadOnlyList<Endpoint> endpoints)
    {
        var methods = definition.AuthMethods.Select(method => WithScopes(method, definition, endpoints)).ToList();
        var urls = endpoints.Select(endpoint => endpoint.BaseUrl).Append(definition.BaseUrl).Concat(methods.SelectMany(Urls)).OfType<string>().ToList();
        return definition with
        {
            Endpoints = endpoints,
            AuthMethods = methods,
            Schemas = Reachable(definition, endpoints),
            Inputs = [.. definition.Inputs.Where(input => urls.Exists(url => url.Contains($"{{{input.Name}}}", StringComparison.Ordinal)))],
        };
    }

    // Inputs come from URLs; those of a host's own methods may stand in their other values too.
    private static IEnumerable<string?> Urls(AuthMethod method) => method is OAuth2Auth oauth
        ? [oauth.TokenUrl, oauth.AuthorizationUrl, oauth.RefreshUrl, oauth.Issuer, .. oauth.TokenParameters.Values, .. oauth.TokenHeaders.Values, oauth.TokenPlacement.Value]
        : [];

    // Of the alternatives an endpoint leaves, the one that asks for the least.
    private static AuthMethod WithScopes(AuthMethod method, ConnectorDefinition definition, IReadOnlyList<Endpoint> endpoints)
    {
        if (method is not OAuth2Auth { Scopes.Count: 0 } oauth) return method;
        var needed = endpoints
            .Select(endpoint => (endpoint.AuthAlternatives ?? definition.AuthAlternatives)
                .Where(alternative => alternative.Methods.Contains(method.Id, StringComparer.Ordinal))
                .MinBy(alternative => alternative.Scopes.Count))
            .SelectMany(alternative => alternative?.Scopes ?? [])
            .Where(scope => oauth.AvailableScopes.Count == 0 || oauth.AvailableScopes.ContainsKey(scope))
            .Distinct(StringComparer.Ordinal);
        return oauth with { Scopes = [.. needed] };
    }

    private static OrderedDictionary<string, JsonSchema> Reachable(ConnectorDefinition definition, IReadOnlyList<Endpoint> endpoints)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<JsonElement>(endpoints
            .SelectMany(endpoint => endpoint.Parameters.Select(parameter => parameter.Schema)
                .Append(endpoint.RequestBody?.Schema)
                .Concat(endpoint.Responses.Select(response => response.Schema)))
            .OfType<JsonSchema>()
            .Select(schema => schema.Root));
        while (waiting.TryDequeue(out var value))
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in value.EnumerateObject()) waiting.Enqueue(member.Value);
                    break;
                case JsonValueKind.Array:
                    foreach (var item in value.EnumerateArray()) waiting.Enqueue(item);
                    break;
                // Any text of this form is a reference or a discriminator's mapping; one in an example does no harm.
                case JsonValueKind.String when value.GetString() is { } text && text.StartsWith("#/schemas/", StringComparison.Ordinal):
                    var name = Pointer.Tokens(text[9..]).First();
                    if (definition.Schemas.TryGetValue(name, out var schema) && reached.Add(name)) waiting.Enqueue(schema.Root);
                    break;
            }
        }

        // In the definition's order, so that the same choice makes the same document.
        var kept = new OrderedDictionary<string, JsonSchema>(StringComparer.Ordinal);
        foreach (var (name, schema) in definition.Schemas)
        {
            if (reached.Contains(name)) kept[name] = schema;
        }

        return kept;
    }
}
