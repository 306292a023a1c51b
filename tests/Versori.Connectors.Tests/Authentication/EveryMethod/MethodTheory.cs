using System.Net;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>The common part of the theories over every method.</summary>
public abstract class MethodTheory : IAsyncDisposable
{
    private MethodHost? _host;

    protected MethodHost Host => _host!;

    protected MethodSystem System => Host.System;

    protected async Task StartAsync(string method) =>
        _host = await MethodHost.StartAsync(MethodFixtures.Create(method));

    /// <summary>Starts a host for the method and connects.</summary>
    protected async Task<(Connection Connection, HttpClient Client)> ConnectAsync(string method)
    {
        await StartAsync(method);
        var connection = await Host.ConnectAsync();
        return (connection, Host.Engine.Clients.CreateClient(connection));
    }

    protected async Task AssertAcceptedAsync(HttpClient client)
    {
        using var response = await Host.CallAsync(client);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>Advances the clock by the time that another process may use its cached values.</summary>
    protected void LetSeeChanges() => Host.Engine.Time.Advance(TimeSpan.FromSeconds(31));

    /// <summary>Advances the clock by more than the lifetime of every credential that expires.</summary>
    protected void LetExpire() => Host.Engine.Time.Advance(TimeSpan.FromHours(2));

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
