namespace Versori.Connectors.Generation.Tests;

/// <summary>A person calls a system by the name that it is known by, which its document does not have.</summary>
public sealed class ConversationKnownSystemTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_known_name_means_the_system_at_its_host()
    {
        await using var host = new ChatHost(known: new HubSpot());
        var conversation = await host.Chat.StartAsync(
            new() { Owner = ChatHost.Ada, Sources = [Deals("first"), Deals("second")] }, Cancellation);

        var proposals = (await host.SendAsync(conversation, "List the deals of HubSpot")).Proposals();

        Assert.NotEmpty(proposals);
        Assert.All(proposals, proposal => Assert.Equal("second", proposal.System));
    }

    [Fact]
    public async Task A_conversation_that_is_continued_elsewhere_still_knows_the_name()
    {
        await using var host = new ChatHost(known: new HubSpot());
        var conversation = await host.Chat.StartAsync(
            new() { Owner = ChatHost.Ada, Sources = [Deals("first"), Deals("second")] }, Cancellation);
        await using var other = new ChatHost(store: host.Store, known: new HubSpot());

        var proposals = (await other.SendAsync(conversation, "List the deals of HubSpot")).Proposals();

        Assert.NotEmpty(proposals);
        Assert.All(proposals, proposal => Assert.Equal("second", proposal.System));
    }

    private static ConnectorSource Deals(string name) => ConnectorSource.OpenApi(
        $$"""
        openapi: 3.0.0
        info: { title: "{{name}}", version: "1" }
        servers: [{ url: "https://{{name}}.example" }]
        paths:
          /deals:
            get: { operationId: deals, summary: List deals, responses: { "200": { description: OK } } }
        """);

    private sealed class HubSpot : IKnownHosts
    {
        public KnownHost? Find(string host) => host != "second.example" ? null : new()
        {
            SystemId = "hubspot",
            Names = ["HubSpot"],
            Definition = new()
            {
                Id = ConnectorId.Parse("hubspot"),
                Title = "HubSpot",
                BaseUrl = "https://second.example",
                AuthMethods = [],
                Endpoints = [],
            },
        };
    }
}
