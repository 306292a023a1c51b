namespace Versori.Connectors.Tests.Catalog;

public class DomainTests
{
    [Fact]
    public void A_definition_round_trips_through_json()
    {
        var definition = new ConnectorDefinition
        {
            Id = ConnectorId.Parse("shop"),
            Title = "Shop",
            BaseUrl = "https://{store}.example.com",
            Inputs = [new() { Name = "store", Pattern = "[a-z]+" }],
            AuthMethods =
            [
                ApiKeyAuth.Create(CredentialLocation.Query, "api_key"),
                new OAuth2Auth
                {
                    Grant = OAuth2Grant.ClientCredentials,
                    TokenUrl = "https://{store}.example.com/token",
                },
            ],
            Endpoints =
            [
                new()
                {
                    Id = "orders/list",
                    Method = "GET",
                    Path = "/orders",
                    Parameters =
                    [
                        new()
                        {
                            Name = "page",
                            In = ParameterLocation.Query,
                            Schema = JsonSchema.Parse("""{"type":"integer"}"""),
                        },
                    ],
                },
            ],
        };

        var copy = ConnectorDefinition.Parse(definition.ToJson());

        Assert.Equal(definition, copy);
        Assert.Equal(definition.GetHashCode(), copy.GetHashCode());
    }

    [Fact]
    public void A_setting_missing_from_a_definition_has_its_documented_default()
    {
        var definition = ConnectorDefinition.Parse("""
            {"id": "shop", "title": "Shop", "baseUrl": "https://{store}.example.com", "inputs": [{"name": "store"}],
             "authMethods": [{"type": "bearer"}, {"type": "basic"},
               {"type": "apiKey", "placements": [{"name": "X-Key", "value": "{key}"}]},
               {"type": "oauth2", "grant": "clientCredentials", "tokenUrl": "https://example.com/token"}],
             "endpoints": [{"id": "list", "method": "GET", "path": "/", "requestBody": {}}]}
            """);

        Assert.Equal(ConnectorDefinition.CurrentFormatVersion, definition.FormatVersion);
        Assert.True(definition.Inputs[0].Required);
        Assert.Equal(new BearerAuth(), definition.AuthMethods[0]);
        Assert.Equal(new BasicAuth(), definition.AuthMethods[1]);
        Assert.Equal(ApiKeyAuth.Create(CredentialLocation.Header, "X-Key"), definition.AuthMethods[2]);
        Assert.Equal(
            new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, TokenUrl = "https://example.com/token" },
            definition.AuthMethods[3]);
        Assert.Equal("application/json", definition.Endpoints[0].RequestBody!.ContentType);
    }
}
