using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Sessions;

/// <summary>The bindings of a session that cannot be saved as complete.</summary>
public sealed class SessionBindingTests
{
    private static readonly Owner Bob = Owner.User("bob");

    [Theory]
    [InlineData(false, "former")]
    [InlineData(true, "chosen meanwhile")]
    public async Task Bindings_are_restored_except_those_that_somebody_changed_meanwhile(bool changes, string expected)
    {
        var store = new FailingSessionStore();
        await using var host = await ConnectHost.StartAsync(
            services: services => services.AddSingleton<IConnectSessionStore>(store));
        await host.PublishAsync([new BearerAuth()]);
        var template = new TemplateId("sync", "a");
        await host.Catalog.LinkAsync(
            new() { Id = template, ConnectorId = new("shop"), Sharing = TemplateSharing.PerOwner });
        var sessions = host.Services.GetRequiredService<IConnectSessions>();
        var created = await sessions.CreateAsync(new() { Owner = Bob, Templates = [template] });
        await sessions.OpenAsync(created.Token);
        var former = await ConnectAsync("former");
        var chosen = await ConnectAsync("chosen meanwhile");
        await host.Connections.SetBindingAsync(template, former.Id, Bob);
        if (changes) store.BeforeFailure = () => host.Connections.SetBindingAsync(template, chosen.Id, Bob);

        var connected = await ConnectAsync("new");
        await Assert.ThrowsAsync<ConnectorStoreException>(
            () => sessions.CompleteAsync(created.Session.Id, connected));

        var binding = await host.Services.GetRequiredService<IBindingStore>().FindAsync(new(template, Bob), default);
        Assert.Equal(expected, (await host.Connections.FindAsync(binding!.ConnectionId))!.Name);

        Task<Connection> ConnectAsync(string name) => host.Connections.ConnectAsync(new()
        {
            ConnectorId = new("shop"),
            Name = name,
            Owner = Bob,
            Credential = Credential.Bearer(ConnectHost.GoodKey),
        });
    }
}
