using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Connecting;

public sealed class ClientSecretTests : ConnectingTest
{
    private const string Client = "host-client";

    [Fact]
    public async Task A_rotation_whose_save_result_was_lost_takes_effect()
    {
        await Engine.PublishAsync(Engine.Definition(methods: Method));
        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("first"));
        FailOnce("saved connector");

        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("second"));

        Assert.Equal("second", await NamedAsync());
        Assert.Single(Secrets.Live);
    }

    [Fact]
    public async Task A_failed_rotation_keeps_only_the_old_secret()
    {
        await Engine.PublishAsync(Engine.Definition(methods: Method));
        await Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("first"));
        FailOnce("save connector");

        await Assert.ThrowsAsync<StoreAwayException>(
            () => Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("second")));

        Assert.Equal("first", await NamedAsync());
        Assert.Single(Secrets.Live);
    }

    [Fact]
    public async Task The_new_secret_is_kept_if_the_result_of_the_save_is_unknown()
    {
        await Engine.PublishAsync(Engine.Definition(methods: Method));
        Outage.On = operation =>
        {
            if (operation != "saved connector") return;
            Outage.Lasts = true;
            throw new StoreAwayException();
        };

        await Assert.ThrowsAsync<StoreAwayException>(
            () => Engine.Catalog.SetClientSecretAsync(SystemId, "oauth2", new("first")));

        (Outage.On, Outage.Lasts) = (null, false);
        Assert.Equal("first", await NamedAsync());
    }

    private OAuth2Auth Method => Engine.ClientCredentials() with { ClientId = Client };

    private void FailOnce(string moment) => Outage.On = operation =>
    {
        if (operation != moment) return;
        Outage.On = null;
        throw new StoreAwayException();
    };

    private async Task<string?> NamedAsync()
    {
        var connector = await Engine.Services.GetRequiredService<IConnectorStore>()
            .FindAsync(SystemId, null, TestContext.Current.CancellationToken);
        return (
            await Secrets.ReadAsync(
                connector!.FindClientSecret("oauth2", Client)!.Value, TestContext.Current.CancellationToken))?.Reveal();
    }
}
