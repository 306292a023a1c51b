namespace Versori.Connectors.Generation.Tests.Sources;

public class PowerPlatformTests
{
    [Fact]
    public async Task Policies_set_the_host_headers_queries_and_routes()
    {
        var import = await Import();
        var definition = import.Definition;

        Assert.Equal("https://{site}/api", definition.BaseUrl);
        Assert.Equal(["site", "workspace"], definition.Inputs.Select(input => input.Name).Order());
        Assert.Equal("{workspace}", definition.Headers["X-Workspace"]);
        var list = import.Endpoint("ListTickets");
        Assert.Equal(["status", "api-version", "format"], list.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([false, true, true], list.Parameters.Select(parameter => parameter.Internal));
        Assert.Equal("The status.", list.Parameters[0].Description);
        var create = import.Endpoint("CreateTicket");
        Assert.Equal(("PUT", "/v2/tickets"), (create.Method, create.Path));
        Assert.NotNull(create.RequestBody!.Schema);
    }

    [Fact]
    public async Task Connection_parameters_replace_the_security_of_the_definition()
    {
        var definition = (await Import()).Definition;

        var key = Assert.IsType<ApiKeyAuth>(definition.AuthMethods[0]);
        Assert.Equal(("api_key", "API key"), (key.Fields[0].Name, key.Fields[0].Title));
        Assert.Equal(("Authorization", "Key {api_key}"), (key.Placements[0].Name, key.Placements[0].Value));
        var oauth = Assert.IsType<OAuth2Auth>(definition.AuthMethods[1]);
        Assert.Equal("https://login.tickets.example/refresh", oauth.RefreshUrl);
        Assert.Equal(["tickets.read", "tickets.write"], oauth.Scopes);
        Assert.Equal("offline", Assert.Single(oauth.AuthorizationParameters).Value);
        var directory = Assert.IsType<OAuth2Auth>(definition.AuthMethods[2]);
        Assert.Equal("https://login.directory.example/common/oauth2/token", directory.TokenUrl);
        Assert.Equal("https://tickets.example", directory.Resource);
        Assert.Equal(3, definition.AuthAlternatives.Count);
    }

    [Fact]
    public async Task What_cannot_be_stated_is_a_warning()
    {
        var warnings = (await Import()).Warnings;

        Assert.Contains(warnings, warning => warning.Message.Contains("'x-ms-dynamic-values'", StringComparison.Ordinal)
            && warning.Location == "/paths/~1tickets/get/parameters/0/x-ms-dynamic-values" && warning.Line == 18);
        Assert.Contains(warnings, warning => warning.Message.Contains("gateway", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Message.Contains("'setproperty'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_definition_without_properties_keeps_its_own_security()
    {
        var definition = (await Samples.ImportDocument(Samples.Read("apiDefinition.swagger.json"))).Definition;

        Assert.Equal("https://placeholder.tickets.example/api", definition.BaseUrl);
        Assert.Equal("X-Old", Assert.IsType<ApiKeyAuth>(Assert.Single(definition.AuthMethods)).Placements[0].Name);
    }

    [Fact]
    public async Task Properties_in_place_of_the_definition_are_refused()
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => Samples.ImportDocument(Samples.Read("apiProperties.json")));

        Assert.Equal(
            (ConnectorErrorCode.InvalidDocument, "/properties", 2),
            (exception.Code, exception.Error.Location, exception.Error.Line));
        Assert.Contains("WithRelated", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_that_are_not_json_are_refused_by_name()
    {
        var source = ConnectorSource.Document(Samples.Read("apiDefinition.swagger.json"))
            .WithRelated("apiProperties.json", "{");

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => ConnectorGenerator.Create().ImportAsync(source));

        Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Code);
        Assert.Contains("'apiProperties.json'", exception.Message, StringComparison.Ordinal);
    }

    private static Task<ImportedConnector> Import() => ConnectorGenerator.Create().ImportAsync(
        ConnectorSource.Document(Samples.Read("apiDefinition.swagger.json"))
            .WithRelated("apiProperties.json", Samples.Read("apiProperties.json")));
}
