using Versori.Connectors.AI.Schemas;

namespace Versori.Connectors.Agents.Tests.Functions;

public sealed class ContentTests
{
    private const string Document =
        """
        {
          "openapi": "3.1.0",
          "info": { "title": "Files", "version": "1" },
          "paths": {
            "/files": { "post": {
              "operationId": "upload",
              "requestBody": { "content": { "multipart/form-data": { "schema": { "type": "object", "properties": {
                "title": { "type": "string" },
                "file": { "type": "string", "format": "binary" } } } } } },
              "responses": { "204": { "description": "OK" } } } },
            "/text": { "put": {
              "operationId": "write",
              "requestBody": { "content": { "text/plain": { "schema": { "type": "string" } } } },
              "responses": { "204": { "description": "OK" } } } }
          }
        }
        """;

    [Fact]
    public async Task Files_are_given_as_data_urls_and_text_as_it_is()
    {
        await using var host = await AgentHost.StartAsync(
            document: Document,
            respond: context =>
            {
                context.Response.StatusCode = 204;
                return Task.CompletedTask;
            });
        await host.ConnectAsync("ann");
        var tools = await host.ToolsAsync("ann");

        await FunctionTests.CallAsync(
            tools, "upload", """{"body":{"title":"Front","file":"data:image/png;base64,aGVsbG8="}}""");
        await FunctionTests.CallAsync(tools, "write", """{"body":"{not json"}""");

        var upload = host.System.Requests[0].Text;
        Assert.Contains("image/png", upload, StringComparison.Ordinal);
        Assert.Contains("hello", upload, StringComparison.Ordinal);
        Assert.Equal("{not json", host.System.Requests[1].Text);
    }

    [Fact]
    public void The_variables_of_a_query_are_the_body()
    {
        var endpoint = new ConnectorEndpoint
        {
            Id = "issues",
            Method = "POST",
            Path = "/graphql",
            GraphQL = new() { Document = "query Issues($team: ID!, $first: Int) { issues(team: $team) { id } }" },
        };

        var schema = EndpointParameters.Of(endpoint, new Dictionary<string, JsonSchema>(), 1_000).Schema;

        var body = schema.GetProperty("properties").GetProperty("body");
        Assert.Equal(["team", "first"], body.GetProperty("properties").EnumerateObject().Select(item => item.Name));
        Assert.Equal("body", schema.GetProperty("required")[0].GetString());
    }

    [Fact]
    public async Task A_person_gets_no_link_for_the_account_of_the_host()
    {
        await using var host = await AgentHost.StartAsync(
            builder => Microsoft.Extensions.DependencyInjection.VersoriConnectorsConnectLinkExtensions.UseConnectLinks(
                builder, (_, _) => throw new InvalidOperationException("No link is needed.")),
            sharesConnection: true);

        var result = await FunctionTests.CallAsync(await host.ToolsAsync("ann"), "issues_list", "{}");

        Assert.Equal("sign_in_required", result.GetProperty("error").GetProperty("code").GetString());
        Assert.False(result.GetProperty("error").TryGetProperty("signInUrl", out _));
    }
}
