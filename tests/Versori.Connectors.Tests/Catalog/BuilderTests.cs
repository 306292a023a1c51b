namespace Versori.Connectors.Tests.Catalog;

/// <summary>A definition that is built by hand is that of the JSON.</summary>
public sealed class BuilderTests : IAsyncDisposable
{
    private readonly CatalogHost _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void The_usual_methods_are_one_word()
    {
        var built = ConnectorDefinition.Create("shop", "Shop", "https://shop.example")
            .Bearer("Token").Basic().ApiKeyInQuery("api_key").Build();

        Assert.Equal(
            [
                new BearerAuth { Scheme = "Token" }, new BasicAuth(),
                ApiKeyAuth.Create(CredentialLocation.Query, "api_key"),
            ],
            built.AuthMethods);
        Assert.Empty(_host.Catalog.Validate(built));
    }

    [Fact]
    public void A_built_definition_equals_its_json()
    {
        var built = ConnectorDefinition.Create("shop", "Shop", "https://{store}.shop.example/api")
            .Description("A shop.")
            .Input("store", "Store", pattern: "[a-z]+")
            .Input("region", defaultValue: "eu", allowed: ["eu", "us"])
            .Header("X-Version", "{region}")
            .ApiKey("X-Api-Key")
            .OAuth2ClientCredentials("https://shop.example/token", "orders")
            .Alternative("apiKey")
            .Alternative("oauth2")
            .Get("/orders", "listOrders", endpoint => endpoint
                .Summary("Lists orders")
                .Query("limit", Schema.Integer(1, 100))
                .Query("cursor")
                .Returns(200, Schema.Object(("items", Schema.List(Schema.Shared("Order"))), ("next?", Schema.Text())))
                .Pages("body:/next", "query:cursor", "/items"))
            .Post("/orders/{id}/notes", "addNote", endpoint => endpoint
                .Header("X-Trace", required: true)
                .Body(Schema.Object(("text", Schema.Text())))
                .Returns(201)
                .Auth("oauth2", "orders")
                .Weight(2)
                .Tags("notes")
                .Deprecated())
            .SharedSchema("Order", Schema.Object(
                ("id", Schema.Text()), ("state?", Schema.Text(allowed: ["open"])), ("at?",
                    Schema.Nullable(Schema.Text("date")))))
            .Webhook("orders", new StandardWebhooksScheme())
            .Limit(10, TimeSpan.FromSeconds(1))
            .Concurrency(4)
            .CheckWith("listOrders")
            .With(definition => definition with { AccountLabel = "{store}" })
            .Build();

        Assert.Equal(
            ConnectorDefinition.Parse("""
                {
                  "id": "shop", "title": "Shop", "description": "A shop.",
                      "baseUrl": "https://{store}.shop.example/api",
                  "headers": { "X-Version": "{region}" },
                  "inputs": [
                    { "name": "store", "title": "Store", "pattern": "[a-z]+" },
                    { "name": "region", "default": "eu", "allowedValues": ["eu", "us"] }
                  ],
                  "authMethods": [
                    { "type": "apiKey", "placements": [{ "in": "header", "name": "X-Api-Key", "value": "{key}" }] },
                    { "type": "oauth2", "grant": "clientCredentials", "tokenUrl": "https://shop.example/token",
                      "scopes": ["orders"] }
                  ],
                  "authAlternatives": [{ "methods": ["apiKey"] }, { "methods": ["oauth2"] }],
                  "accountLabel": "{store}",
                  "endpoints": [
                    { "id": "listOrders", "summary": "Lists orders", "method": "GET", "path": "/orders",
                      "parameters": [
                        { "name": "limit", "in": "query",
                          "schema": { "type": "integer", "minimum": 1, "maximum": 100 } },
                        { "name": "cursor", "in": "query", "schema": { "type": "string" } }
                      ],
                      "responses": [{ "status": "200", "contentType": "application/json", "schema": {
                        "type": "object", "required": ["items"],
                        "properties": {
                          "items": { "type": "array", "items": { "$ref": "#/schemas/Order" } },
                          "next": { "type": "string" }
                        } } }],
                      "paging": { "found": "body:/next", "goes": "query:cursor", "items": "/items" } },
                    { "id": "addNote", "method": "POST", "path": "/orders/{id}/notes", "weight": 2, "tags": ["notes"],
                      "deprecated": true,
                      "parameters": [
                        { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
                        { "name": "X-Trace", "in": "header", "required": true, "schema": { "type": "string" } }
                      ],
                      "requestBody": { "required": true, "schema": {
                        "type": "object", "required": ["text"], "properties": { "text": { "type": "string" } } } },
                      "responses": [{ "status": "201" }],
                      "authAlternatives": [{ "methods": ["oauth2"], "scopes": ["orders"] }] }
                  ],
                  "webhooks": [{ "id": "orders", "scheme": { "type": "standardWebhooks" } }],
                  "checkEndpoint": "listOrders",
                  "limits": { "rates": [{ "calls": 10, "periodSeconds": 1 }], "concurrency": 4 },
                  "schemas": { "Order": { "type": "object", "required": ["id"], "properties": {
                    "id": { "type": "string" }, "state": { "type": "string", "enum": ["open"] },
                    "at": { "anyOf": [{ "type": "string", "format": "date" }, { "type": "null" }] } } } }
                }
                """),
            built);
        Assert.Empty(_host.Catalog.Validate(built));
    }

    [Fact]
    public void All_problems_of_a_built_definition_are_reported_at_once()
    {
        var built = ConnectorDefinition.Create("shop", "Shop", "http://{store}.shop.example")
            .Auth(new BearerAuth(), new BearerAuth())
            .Get("/orders", "list", endpoint => endpoint.Auth("oauth2"))
            .Get("/orders", "list")
            .CheckWith("nothing")
            .Limit(0, TimeSpan.FromSeconds(1))
            .Build();

        var problems = _host.Catalog.Validate(built);

        Assert.Superset(
            new HashSet<string?>
            {
                "/baseUrl", "/authMethods/1", "/endpoints/1", "/checkEndpoint",
                "/limits/rates/0/calls",
            },
            problems.Select(problem => problem.Location).ToHashSet());
        Assert.Contains(problems, problem =>
            problem.Location!.StartsWith("/endpoints/0/auth", StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.False(string.IsNullOrWhiteSpace(problem.Message)));
    }

    [Fact]
    public void A_step_with_a_value_that_cannot_be_is_refused_at_once()
    {
        var builder = ConnectorDefinition.Create("shop", "Shop", "https://shop.example");
        builder.SharedSchema("A", Schema.Number());

        Assert.Throws<FormatException>(() => ConnectorDefinition.Create("No Key!", "Shop", "https://shop.example"));
        Assert.Throws<ArgumentException>("name", () => builder.SharedSchema("A", Schema.Boolean()));
        Assert.Throws<ArgumentException>("properties", () =>
            Schema.Object(("a", Schema.Text()), ("a?", Schema.Text())));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Get("/", "a", endpoint => endpoint.Returns(99)));
        Assert.Throws<InvalidOperationException>(() => builder.With(_ => null!).Build());
    }
}
