using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.Mcp;
using Versori.Connectors.Mcp.Approval;
using Versori.Connectors.Mcp.AspNetCore;

namespace Versori.Connectors.Agents.Tests.Mcp;

/// <summary>What a client or a browser brings back: it is bound to its owner, to its call, and to a time.</summary>
public sealed class ProtectionTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_state_is_of_one_owner_one_tool_and_one_set_of_arguments_for_15_minutes()
    {
        var seal = new StateSeal(Options.Create(new McpConnectorOptions()), _time);
        var call = StateSeal.Fingerprint(Owner.User("ann"), "create", """{"a":1}""");
        var state = seal.Seal("asked", call);

        Assert.Equal("asked", seal.Open(state, call));
        Assert.Null(seal.Open(state, StateSeal.Fingerprint(Owner.User("bob"), "create", """{"a":1}""")));
        Assert.Null(seal.Open(state, StateSeal.Fingerprint(Owner.User("ann"), "delete", """{"a":1}""")));
        Assert.Null(seal.Open(state, StateSeal.Fingerprint(Owner.User("ann"), "create", """{"a":2}""")));
        Assert.Null(seal.Open(state.Replace("asked", "approved", StringComparison.Ordinal), call));
        _time.Advance(TimeSpan.FromMinutes(16));
        Assert.Null(seal.Open(state, call));
    }

    [Fact]
    public void A_state_permits_one_call()
    {
        var seal = new StateSeal(Options.Create(new McpConnectorOptions()), _time);
        var state = seal.Seal("approved", "call");
        var other = seal.Seal("approved", "call");

        Assert.True(seal.Use(state));
        Assert.False(seal.Use(state));
        Assert.Null(seal.Open(state, "call"));
        Assert.Equal("approved", seal.Open(other, "call"));
    }

    [Fact]
    public void Machines_with_the_same_key_open_each_others_states_and_others_do_not()
    {
        StateSeal With(string? key) => new(
            Options.Create(new McpConnectorOptions { StateKey = key is null ? null : new Secret(key) }), _time);
        var key = new string('k', 32);
        var state = With(key).Seal("asked", "call");

        Assert.Equal("asked", With(key).Open(state, "call"));
        Assert.Null(With(new string('x', 32)).Open(state, "call"));
        Assert.Null(With(null).Open(state, "call"));
    }

    [Fact]
    public async Task A_ticket_is_of_one_owner_for_15_minutes()
    {
        var tickets = Tickets();
        var request = Request();
        var ticket = tickets.Create(request);
        var late = tickets.Create(request);

        Assert.Null(await tickets.OpenAsync(ticket, Owner.User("bob")));
        Assert.Null(await tickets.OpenAsync(ticket, Owner.Host));
        foreach (var wrong in (string[])["", "x", "00", ticket[..^2] + "00"])
            Assert.Null(await tickets.OpenAsync(wrong, Owner.User("ann")));
        var opened = (await tickets.OpenAsync(ticket, Owner.User("ann")))!;
        Assert.Equal(
            (request.Template, request.ConnectorId, request.Owner, request.Reason),
            (opened.Template, opened.ConnectorId, opened.Owner, opened.Reason));
        Assert.Equal(["issues:read"], opened.MissingScopes);
        _time.Advance(TimeSpan.FromMinutes(16));
        Assert.Null(await tickets.OpenAsync(late, Owner.User("ann")));
    }

    [Fact]
    public async Task A_ticket_opens_once_on_whatever_machine()
    {
        using var stores = Stores();
        var protection = new EphemeralDataProtectionProvider();
        var machines = Enumerable.Range(0, 2)
            .Select(_ => new ConnectTickets(protection, stores.GetRequiredService<IWebhookReplayStore>(), _time))
            .ToList();
        var ticket = machines[0].Create(Request());
        var other = machines[0].Create(Request());

        var opened = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            at => machines[at % 2].OpenAsync(ticket, Owner.User("ann")).AsTask()));

        Assert.Single(opened, request => request is not null);
        Assert.NotNull(await machines[1].OpenAsync(other, Owner.User("ann")));
    }

    private static ConnectLinkRequest Request() => new()
    {
        Template = AgentHost.Template,
        ConnectorId = new("tracker"),
        Owner = Owner.User("ann"),
        Reason = ConnectorErrorCode.CallFailed,
        MissingScopes = ["issues:read"],
    };

    private ServiceProvider Stores()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddVersoriConnectors();
        return services.BuildServiceProvider();
    }

    private ConnectTickets Tickets() => new(
        new EphemeralDataProtectionProvider(), Stores().GetRequiredService<IWebhookReplayStore>(), _time);
}
