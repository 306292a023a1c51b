using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Generation.Tests;

public sealed class GraphQLJourneyTests
{
    [Fact]
    public async Task A_schema_is_planned_applied_connected_and_called_over_the_wire()
    {
        JsonNode? received = null;
        string? authorization = null;
        await using var server = await DocumentServer.StartAsync(async (context, _) =>
        {
            authorization = context.Request.Headers.Authorization;
            received = await JsonNode.ParseAsync(context.Request.Body);
            await context.Response.WriteAsync("""{"data":{"issue":{"id":"7"}}}""");
        });
        await using var journey = await SourceJourney.StartAsync(
            "Show one issue", GraphQLSamples.Source.WithBaseUrl($"{server.Address}/api/graphql"));

        var result = await journey.InvokeAsync("issue", new() { ["id"] = "7" });

        Assert.Contains("issue", journey.Endpoints);
        Assert.True(result.IsSuccess, result.Text);
        Assert.Equal($"Bearer {SourceJourney.Token}", authorization);
        Assert.Equal("""{"id":"7"}""", received!["variables"]!.ToJsonString());
        Assert.StartsWith("query issue($id: ID!)", received["query"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_asks_the_endpoint_for_its_schema()
    {
        string? query = null;
        await using var server = await DocumentServer.StartAsync(async (context, _) =>
        {
            Assert.Equal($"Bearer {SourceJourney.Token}", context.Request.Headers.Authorization);
            query = (await JsonNode.ParseAsync(context.Request.Body))!["query"]!.GetValue<string>();
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(GraphQLSamples.Introspection);
        });
        await using var journey = await SourceJourney.StartAsync(
            "Show one issue", GraphQLSamples.Source.WithBaseUrl($"{server.Address}/graphql"));
        using var client = journey.CreateClient();

        var source = await GraphQLIntrospection.ReadAsync(
            client, new Uri("graphql", UriKind.Relative), cancellationToken: TestContext.Current.CancellationToken);
        var import = await ConnectorGenerator.Create().ImportAsync(source, TestContext.Current.CancellationToken);

        Assert.True(Versori.Connectors.Invocation.GraphQLDocuments.TryRead(query!, out _, out _, out _));
        Assert.Equal(server.Address, import.Definition.BaseUrl);
        Assert.Equal("/graphql", import.Endpoint("orders").Path);
    }

    [Theory]
    [InlineData(200, """{"errors":[{"message":"introspection is disabled"}]}""", ConnectorErrorCode.InvalidDocument)]
    [InlineData(401, "", ConnectorErrorCode.InvalidDocument)]
    [InlineData(503, "", ConnectorErrorCode.Unavailable)]
    public async Task An_endpoint_that_does_not_tell_its_schema_is_an_error(
        int status, string body, ConnectorErrorCode code)
    {
        await using var server = await DocumentServer.StartAsync(async (context, _) =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
        });
        using var client = new HttpClient { BaseAddress = server.Url };

        var exception = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            var source = await GraphQLIntrospection.ReadAsync(
                client, new Uri("graphql", UriKind.Relative), cancellationToken: TestContext.Current.CancellationToken);
            await ConnectorGenerator.Create().ImportAsync(source, TestContext.Current.CancellationToken);
        });

        Assert.Equal(code, exception.Error.Code);
    }
}
