namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>The endpoints of the measured calls, with schemas, so that all checks run.</summary>
internal static class OrderEndpoints
{
    private static readonly JsonSchema Body = JsonSchema.Parse("""
        {
          "type": "object",
          "required": ["id", "customer", "quantity"],
          "properties": {
            "id": { "type": "string", "minLength": 1 },
            "customer": { "type": "string" },
            "quantity": { "type": "integer", "minimum": 1 },
            "price": { "type": "number" },
            "express": { "type": "boolean" },
            "tags": { "type": "array", "items": { "type": "string" } }
          }
        }
        """);

    private static readonly EndpointParameter[] Parameters =
    [
        new() { Name = "id", In = ParameterLocation.Path, Required = true, Schema = Text },
        new() { Name = "expand", In = ParameterLocation.Query, Schema = Text },
        new()
        {
            Name = "limit",
            In = ParameterLocation.Query,
            Schema = JsonSchema.Parse("""{ "type": "integer", "minimum": 1, "maximum": 100 }"""),
        },
    ];

    private static readonly EndpointResponse[] Responses =
        [new() { Status = "200", ContentType = "application/json", Schema = Body }];

    public static IReadOnlyList<ConnectorEndpoint> All { get; } =
    [
        new()
        {
            Id = "getOrder",
            Method = "GET",
            Path = "/v1/orders/{id}",
            Parameters = Parameters,
            Responses = Responses,
        },
        new()
        {
            Id = "postOrder",
            Method = "POST",
            Path = "/v1/orders/{id}",
            Parameters = Parameters,
            RequestBody = new() { ContentType = "application/json", Schema = Body, Required = true },
            Responses = Responses,
        },
    ];

    private static JsonSchema Text => JsonSchema.Parse("""{ "type": "string" }""");
}
