using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Activations;

public sealed class PersonDeletionTests
{
    [Fact]
    public async Task Everything_of_a_person_is_deleted_and_nothing_of_another()
    {
        await using var host = await ActivationHost.StartAsync(builder => builder.AddAudit());
        var services = host.Engine.Services;
        await host.ConnectAsync("github");
        await host.ConnectAsync("jira");
        await host.ActivateAsync();
        var bob = await host.ConnectAsync("jira", owner: Owner.User("bob"));
        await host.Engine.Connections.SetBindingAsync(new("sync", "jira"), bob.Id, Owner.User("bob"));
        var session = await services.GetRequiredService<IConnectSessions>()
            .CreateAsync(new() { Owner = ActivationHost.Ada, Templates = [new("sync", "github")] });
        var secrets = services.GetRequiredService<ISecretStore>();

        var deleted = await services.GetRequiredService<IPersons>().DeleteAsync("ada");

        Assert.Equal(
            new DeletedPerson { Connections = 2, Activations = 1, ConnectSessions = 1, IsErasedFromAudit = true },
            deleted);
        Assert.Equal([bob], await host.Engine.Connections.ListAsync().ToListAsync());
        Assert.Empty(await host.Activations.ListAsync().ToListAsync());
        Assert.Equal(bob.Id, Assert.Single(await host.Bindings.ListAsync(new(), default).ToListAsync()).ConnectionId);
        Assert.Null(await services.GetRequiredService<IConnectSessions>().FindAsync(session.Session.Id));
        Assert.NotEmpty(await secrets.ListAsync(SecretHolder.For(bob.Id), default).ToListAsync());
        var entries = await services.GetRequiredService<IAuditStore>().ListAsync(new(), default).ToListAsync();
        Assert.DoesNotContain(entries, entry => entry.Owner == ActivationHost.Ada || entry.Actor == "ada");
        Assert.Contains(entries, entry => entry.Action == AuditAction.PersonDeleted);
        Assert.Equal(new DeletedPerson(), (await services.GetRequiredService<IPersons>().DeleteAsync("ada")) with
        {
            IsErasedFromAudit = false,
        });
    }

    [Fact]
    public async Task A_deactivated_person_leaves_no_binding_behind()
    {
        await using var host = await ActivationHost.StartAsync();
        await host.ConnectAsync("github");
        await host.ConnectAsync("jira");
        await host.ActivateAsync();
        await host.Activations.DeactivateAsync("sync", ActivationHost.Ada);

        var deleted = await host.Engine.Services.GetRequiredService<IPersons>().DeleteAsync("ada");

        Assert.Equal(2, deleted.Bindings);
        Assert.Empty(await host.Bindings.ListAsync(new(), default).ToListAsync());
    }

    [Fact]
    public async Task Tokens_are_revoked_at_the_external_system_and_pending_sign_ins_cannot_be_completed()
    {
        var revoked = new ConcurrentQueue<string>();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            revoked.Enqueue((await context.Request.ReadFormAsync())["token"].ToString());
        });
        await using var engine = await EngineFixture.StartAsync();
        await engine.PublishAsync(engine.Definition(
            methods:
            [
                engine.ClientCredentials() with { RevocationUrl = new Uri(server.BaseAddress, "/revoke").AbsoluteUri },
                new OAuth2Auth
                {
                    Id = "person",
                    Grant = OAuth2Grant.AuthorizationCode,
                    ClientId = "client",
                    AuthorizationUrl = new Uri(server.BaseAddress, "/authorize").AbsoluteUri,
                    TokenUrl = engine.System.TokenEndpoint.AbsoluteUri,
                },
            ]));
        await engine.Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            Name = "mine",
            Owner = ActivationHost.Ada,
            Credential = Credential.OAuth2ClientCredentials(engine.System.ClientId, engine.System.ClientSecret)
                .WithMethod("oauth2"),
        });
        var signIns = engine.Services.GetRequiredService<ISignIns>();
        var begun = await signIns.BeginAsync(new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            MethodId = "person",
            Name = "second",
            Owner = ActivationHost.Ada,
            RedirectUri = new("https://app.example.com/callback"),
        });
        var secrets = engine.Services.GetRequiredService<ISecretStore>();
        Assert.NotEmpty(await secrets.ListAsync(SecretHolder.ForSignIn(begun.Id), default).ToListAsync());

        var deleted = await engine.Services.GetRequiredService<IPersons>().DeleteAsync("ada");

        Assert.Equal((1, 1), (deleted.Connections, deleted.SignIns));
        Assert.Single(revoked);
        Assert.Empty(await secrets.ListAsync(SecretHolder.ForSignIn(begun.Id), default).ToListAsync());
        var state = System.Web.HttpUtility.ParseQueryString(begun.Url.Query)["state"];
        await Assert.ThrowsAsync<ConnectorException>(() => signIns.CompleteAsync(new()
        {
            Uri = new($"https://app.example.com/callback?code=x&state={state}"),
            Session = begun.Session,
        }));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public async Task An_id_that_is_no_person_is_refused(string id)
    {
        await using var engine = await EngineFixture.StartAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => engine.Services.GetRequiredService<IPersons>().DeleteAsync(id));
    }

    [Fact]
    public async Task A_deletion_that_a_store_interrupts_is_finished_by_the_next_call()
    {
        var outage = new Outage();
        await using var host = await ActivationHost.StartAsync(builder => builder.Services.AddSingleton<
            IConnectionStore>(new UnreliableConnectionStore(outage)));
        await host.ConnectAsync("github");
        await host.ConnectAsync("jira");
        await host.ActivateAsync();
        var persons = host.Engine.Services.GetRequiredService<IPersons>();

        outage.Lasts = true;
        await Assert.ThrowsAnyAsync<Exception>(() => persons.DeleteAsync("ada"));
        outage.Lasts = false;
        var deleted = await persons.DeleteAsync("ada");

        Assert.Equal(2, deleted.Connections);
        Assert.Empty(await host.Engine.Connections.ListAsync().ToListAsync());
    }
}
