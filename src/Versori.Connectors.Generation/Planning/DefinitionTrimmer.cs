using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Catalog;
using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Reduces a definition to some of its endpoints and everything that they need.</summary>
internal static class DefinitionTrimmer
{
    /// <param name="definition">The definition.</param>
    /// <param name="endpoints">The endpoints that stay.</param>
    /// <param name="needed">Those of them whose scopes are requested.</param>
    public static ConnectorDefinition Trim(
        ConnectorDefinition definition,
        IReadOnlyList<ConnectorEndpoint> endpoints,
        IReadOnlyList<ConnectorEndpoint> needed)
    {
        var methods = definition.AuthMethods.Select(method => WithScopes(method, definition, needed)).ToList();
        var urls = endpoints.Select(endpoint => endpoint.BaseUrl)
            .Append(definition.BaseUrl)
            .Append(definition.CertificateAuthorities)
            .Concat(definition.Headers.Values)
            .Concat(methods.Select(ValuesWithInputs))
            .OfType<string>()
            .ToList();
        return definition with
        {
            Endpoints = endpoints,
            AuthMethods = methods,
            Schemas = Reachable(definition, endpoints),
            Inputs = [.. definition.Inputs.Where(IsUsed)],
        };

        bool IsUsed(ConnectorInput input) =>
            urls.Exists(url => InputUse.IsIn(url, input.Name));
    }

    // Any setting of a method can be an expression over inputs.
    private static string ValuesWithInputs(AuthMethod method)
    {
        var contract = (JsonTypeInfo<AuthMethod>)ConnectorJson.Options.GetTypeInfo(typeof(AuthMethod));
        return JsonSerializer.Serialize(method, contract);
    }

    /// <summary>Returns a method with the fewest scopes that endpoints need, unless it states its scopes.</summary>
    public static AuthMethod WithScopes(
        AuthMethod method, ConnectorDefinition definition, IReadOnlyList<ConnectorEndpoint> endpoints) =>
        method is OAuth2Auth { Scopes.Count: 0 } oauth
            ? oauth with { Scopes = LeastScopes.Of(oauth, definition, endpoints) }
            : method;

    private static OrderedDictionary<string, JsonSchema> Reachable(
        ConnectorDefinition definition, IReadOnlyList<ConnectorEndpoint> endpoints)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<JsonElement>(endpoints
            .SelectMany(EndpointSchemas.Of)
            .Select(schema => schema.Root));
        while (pending.TryDequeue(out var value))
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in value.EnumerateObject()) pending.Enqueue(member.Value);
                    break;
                case JsonValueKind.Array:
                    foreach (var item in value.EnumerateArray()) pending.Enqueue(item);
                    break;
                // A text of this form is a reference or a value of a discriminator's mapping. If it is in an example, a
                // schema is kept unnecessarily.
                case JsonValueKind.String
                    when value.GetString() is { } text && text.StartsWith("#/schemas/", StringComparison.Ordinal):
                    var name = Pointer.Tokens(text[9..]).First();
                    if (definition.Schemas.TryGetValue(name, out var schema) && reached.Add(name))
                    {
                        pending.Enqueue(schema.Root);
                    }

                    break;
            }
        }

        // Keep the order of the definition, so that the same selection creates the same document.
        var kept = new OrderedDictionary<string, JsonSchema>(StringComparer.Ordinal);
        foreach (var (name, schema) in definition.Schemas)
        {
            if (reached.Contains(name)) kept[name] = schema;
        }

        return kept;
    }
}
