using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Http.Limits;
using Versori.Connectors.Tests.Http.Retries;

namespace Versori.Connectors.Tests.Invocation.Protocols;

/// <summary>Queries change nothing, mutations do, although both are sent in the same way to the same address.</summary>
public sealed class GraphQLSafetyTests
{
    private static readonly ConnectorEndpoint Query = Operation("query", "query($team: ID!) { t(id: $team) { id } }");
    private static readonly ConnectorEndpoint Mutation = Operation("mutation", "mutation { archive { id } }");

    [Fact]
    public async Task Variables_that_only_the_operation_declares_have_examples()
    {
        await using var system = await StartAsync(0, Query, Mutation);
        var connector = await system.Engine.Catalog.FindAsync(system.Connection.ConnectorId);
        var definition = connector!.Definition!;

        var query = ExampleArguments.Create(definition, "query");

        Assert.Empty(query.Problems);
        Assert.Empty(ExampleArguments.Create(definition, "mutation").Problems);
        var result = await system.Engine.Services.GetRequiredService<IEndpointInvoker>()
            .InvokeAsync(system.Connection.Id, "query", query.Arguments);
        Assert.True(result.IsSuccess);
        Assert.Contains("\"team\":", Assert.Single(system.Server.Requests).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_of_endpoints_calls_queries_and_no_mutations()
    {
        await using var system = await StartAsync(0, Query, Mutation);
        var tester = system.Engine.Services.GetRequiredService<IEndpointTester>();

        var report = await tester.TestAllAsync(system.Connection.Id);

        Assert.Equal(
            [EndpointTestOutcome.Works, EndpointTestOutcome.Skipped], report.Results.Select(result => result.Outcome));
        Assert.Equal(EndpointSkipReason.UnsafeMethod, report.Results[1].SkipReason);
    }

    [Theory]
    [InlineData("query", 2)]
    [InlineData("mutation", 1)]
    public async Task Only_a_query_is_sent_again_after_a_failure(string endpointId, int attempts)
    {
        await using var system = await StartAsync(1, Query, Mutation);
        var arguments = endpointId == "query" ? new EndpointArguments { ["team"] = "t" } : [];

        var call = system.Engine.Services.GetRequiredService<IEndpointInvoker>().InvokeAsync(
            new EndpointCall(system.Connection.Id, endpointId)
            {
                Arguments = arguments,
                Options = new() { Timeout = TimeSpan.FromDays(1) },
            });
        await RetryTests.WhileTimePassesAsync(system, call);

        Assert.Equal(attempts, (await call).Attempts);
    }

    [Theory]
    [InlineData(true, true, 2)]
    [InlineData(true, null, 1)]
    [InlineData(true, false, 1)]
    public async Task A_client_repeats_a_request_only_if_each_endpoint_at_its_address_may_be(
        bool first, bool? second, int attempts)
    {
        await using var system = await StartAsync(
            1, Query with { Repeatable = first }, Mutation with { Repeatable = second });
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = new StringContent("{}") };

        using var response = await RetryTests.SendAsync(system, request);

        Assert.Equal(attempts, system.Server.Requests.Count);
    }

    private static Task<LimitedSystem> StartAsync(int failures, params ConnectorEndpoint[] endpoints) =>
        LimitedSystem.StartAsync(
            async context =>
            {
                context.Response.StatusCode = Interlocked.Decrement(ref failures) < 0 ? 200 : 503;
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("""{"data":{"team":{"id":1}}}""");
            },
            definition => definition with { Endpoints = endpoints },
            RetryTests.Retrying);

    private static ConnectorEndpoint Operation(string id, string document) => new()
    {
        Id = id,
        Method = "POST",
        Path = "/graphql",
        GraphQL = new() { Document = document },
    };
}
