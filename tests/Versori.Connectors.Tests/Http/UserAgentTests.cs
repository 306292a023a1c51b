using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Http;

/// <summary>Every request has a User-Agent, because some systems refuse requests without one.</summary>
public sealed class UserAgentTests : HttpTest
{
    [Fact]
    public async Task Calls_checks_invocations_and_token_requests_have_a_user_agent()
    {
        var (connection, client) = await Engine.ConnectAsync();
        await client.GetAsync("me");
        await Engine.Clients.CreateClient(connection).GetAsync("me");
        await Engine.Services.GetRequiredService<IEndpointInvoker>().InvokeAsync(connection.Id, "me");

        Assert.Equal(4, External.RecordedApiRequests.Count);
        Assert.All(
            [.. External.RecordedApiRequests, .. External.RecordedTokenRequests],
            request => Assert.Matches(@"^Versori\.Connectors/\d+\.\d+", request.Headers["User-Agent"]));
    }

    [Fact]
    public async Task A_system_that_requires_a_user_agent_accepts_the_credential()
    {
        await using var strict = await LoopbackServer.StartAsync(context =>
        {
            var isNamed = context.Request.Headers.UserAgent.Count > 0;
            context.Response.StatusCode = isNamed ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
        await Engine.PublishAsync(
            Engine.Definition(methods: new BearerAuth()) with { BaseUrl = strict.BaseAddress.AbsoluteUri });

        var connection = await Engine.Connections.ConnectAsync(
            ConnectorId.Parse("system"), "acme", Credential.Bearer("t"));

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check?.Outcome);
    }

    [Fact]
    public async Task The_user_agent_of_the_caller_is_kept()
    {
        var client = await ClientAsync();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("mine/1.0");

        await client.GetAsync("me");

        Assert.Equal("mine/1.0", External.RecordedApiRequests[^1].Headers["User-Agent"]);
    }

    [Theory]
    [InlineData(false, "Versori.Connectors/")]
    [InlineData(true, "acme-sync/2")]
    public async Task The_user_agent_of_the_definition_is_kept_and_is_sent_with_token_requests_if_configured(
        bool all, string expected)
    {
        var definition = Engine.Definition() with
        {
            Headers = new Dictionary<string, string> { ["User-Agent"] = "acme-sync/2", ["X-Tenant"] = "{tenant}" },
            SendHeadersWithTokenRequests = all,
            Inputs = [new() { Name = "tenant" }],
        };
        await Engine.PublishAsync(definition);
        var connection = await Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = definition.Id,
            Name = "acme",
            Inputs = new Dictionary<string, string> { ["tenant"] = "t-1" },
            Credential = Credential.OAuth2ClientCredentials(External.ClientId, External.ClientSecret),
        });
        Engine.Time.Advance(TimeSpan.FromHours(2));
        await Engine.Clients.CreateClient(connection).GetAsync("me");

        Assert.Equal(2, External.TokenRequests);
        Assert.All(External.RecordedTokenRequests, request =>
        {
            Assert.StartsWith(expected, request.Headers["User-Agent"], StringComparison.Ordinal);
            Assert.Equal(all ? "t-1" : null, request.Headers.GetValueOrDefault("X-Tenant"));
        });
        Assert.All(
            External.RecordedApiRequests, request => Assert.Equal("acme-sync/2", request.Headers["User-Agent"]));
    }
}
