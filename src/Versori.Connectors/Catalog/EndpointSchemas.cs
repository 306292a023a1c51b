namespace Versori.Connectors.Catalog;

/// <summary>The schemas of an endpoint: of its parameters, and of every media type of its body and responses.</summary>
internal static class EndpointSchemas
{
    /// <summary>Returns the schemas.</summary>
    public static IEnumerable<JsonSchema> Of(ConnectorEndpoint endpoint)
    {
        var body = endpoint.RequestBody;
        return endpoint.Parameters.Select(parameter => parameter.Schema)
            .Append(body?.Schema)
            .Append(body?.ItemSchema)
            .Concat((body?.Alternatives ?? []).SelectMany(Of))
            .Concat(endpoint.Responses.SelectMany(response =>
                new[] { response.Schema, response.ItemSchema }.Concat(response.Alternatives.SelectMany(Of))))
            .OfType<JsonSchema>();
    }

    /// <summary>Returns the endpoint with its schemas replaced.</summary>
    public static ConnectorEndpoint With(ConnectorEndpoint endpoint, Func<JsonSchema?, JsonSchema?> replace) =>
        endpoint with
        {
            Parameters =
            [
                .. endpoint.Parameters.Select(parameter => parameter with { Schema = replace(parameter.Schema) }),
            ],
            RequestBody = endpoint.RequestBody is { } body
                ? body with
                {
                    Schema = replace(body.Schema),
                    ItemSchema = replace(body.ItemSchema),
                    Alternatives = With(body.Alternatives, replace),
                }
                : null,
            Responses =
            [
                .. endpoint.Responses.Select(response => response with
                {
                    Schema = replace(response.Schema),
                    ItemSchema = replace(response.ItemSchema),
                    Alternatives = With(response.Alternatives, replace),
                }),
            ],
        };

    private static JsonSchema?[] Of(EndpointContent content) => [content.Schema, content.ItemSchema];

    private static IReadOnlyList<EndpointContent> With(
        IReadOnlyList<EndpointContent> contents, Func<JsonSchema?, JsonSchema?> replace) =>
    [
        .. contents.Select(content => content with
        {
            Schema = replace(content.Schema),
            ItemSchema = replace(content.ItemSchema),
        }),
    ];
}
