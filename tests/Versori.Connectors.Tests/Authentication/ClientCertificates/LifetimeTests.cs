using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.ClientCertificates;

/// <summary>Certificates over the lifetime of a connection: restart, rotation and disconnect.</summary>
public sealed class LifetimeTests : MutualTlsTest
{
    [Fact]
    public async Task After_a_restart_the_stored_certificate_is_presented()
    {
        var connection = await ConnectAsync();
        await using var restarted = EngineFixture.Beside(Engine);
        using var client = restarted.CreateClient(connection);

        Assert.True((await client.GetAsync("orders")).IsSuccessStatusCode);
        Assert.Equal(Client.Thumbprint, Server.Presented[^1]);
    }

    [Fact]
    public async Task Editing_the_auth_methods_of_the_connector_does_not_change_the_connection()
    {
        var connection = await ConnectAsync();
        await Engine.PublishAsync(Definition(new BearerAuth()));
        await using var restarted = EngineFixture.Beside(Engine);
        using var client = restarted.CreateClient(connection);

        Assert.True((await client.GetAsync("orders")).IsSuccessStatusCode);
        Assert.Equal(Client.Thumbprint, Server.Presented[^1]);
        await foreach (var drift in Engine.Services.GetRequiredService<IConnectionMaintenance>().ListDriftAsync(Bank))
            Assert.Equal("clientCertificate", Assert.Single(drift.Differences).MethodId);
    }

    [Fact]
    public async Task Reconnecting_rotates_the_certificate_and_closes_the_old_network_connections()
    {
        var connection = await ConnectAsync();
        using var client = Engine.Clients.CreateClient(connection);
        await client.GetAsync("orders");
        var next = Authority.Issue("next");

        await Engine.Connections.ReconnectAsync(connection.Id, Certificate(next));

        await Server.ConnectionClosedAsync(0);
        await client.GetAsync("orders");
        Assert.Equal([Client.Thumbprint, Client.Thumbprint, next.Thumbprint, next.Thumbprint], Server.Presented);
        Assert.Equal(2, Server.Connections);
    }

    [Fact]
    public async Task A_failed_rotation_leaves_the_old_certificate_unchanged()
    {
        var connection = await ConnectAsync();
        using var client = Engine.Clients.CreateClient(connection);
        using var foreign = new Servers.TestAuthority("Foreign CA");

        await Assert.ThrowsAsync<ConnectorException>(
            () => Engine.Connections.ReconnectAsync(connection.Id, Certificate(foreign.Issue())));
        await client.GetAsync("orders");

        Assert.Equal([Client.Thumbprint, Client.Thumbprint], Server.Presented);
    }

    [Fact]
    public async Task A_rotation_does_not_interrupt_a_call_in_progress()
    {
        var connection = await ConnectAsync();
        using var client = Engine.Clients.CreateClient(connection);
        var (arrived, go) = (
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously),
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Response = async context =>
        {
            if (context.Request.Path != "/slow") return;
            await context.Response.WriteAsync("begun ");
            arrived.SetResult();
            await go.Task;
            await context.Response.WriteAsync("done");
        };

        using var response = await client.GetAsync("slow", HttpCompletionOption.ResponseHeadersRead);
        await arrived.Task;
        await Engine.Connections.ReconnectAsync(connection.Id, Certificate(Authority.Issue("next")));
        go.SetResult();

        Assert.Equal("begun done", await response.Content.ReadAsStringAsync());
        await Server.ConnectionClosedAsync(0);
    }

    [Fact]
    public async Task Disconnecting_closes_the_network_connections()
    {
        var connection = await ConnectAsync();
        using var client = Engine.Clients.CreateClient(connection);
        await client.GetAsync("orders");

        await Engine.Connections.DisconnectAsync(connection.Id);

        await Server.ConnectionClosedAsync(0);
        Assert.Equal(
            ConnectorErrorCode.NotFound,
            (await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("orders"))).Code);
    }

    [Fact]
    public async Task The_network_connections_of_a_failed_attempt_are_closed()
    {
        Response = context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };

        Assert.Equal(ConnectorErrorCode.CredentialRefused, (await RefusedAsync(Certificate())).Code);
        await Server.ConnectionClosedAsync(0);
    }

    [Fact]
    public async Task Disposing_the_host_closes_all_network_connections()
    {
        var connection = await ConnectAsync();
        var restarted = EngineFixture.Beside(Engine);
        await restarted.CreateClient(connection).GetAsync("orders");

        await restarted.DisposeAsync();

        await Server.ConnectionClosedAsync(1);
    }

    [Fact]
    public async Task Connections_do_not_share_tls_connections_even_with_the_same_certificate()
    {
        var first = await ConnectAsync();
        var second = await Engine.Connections.ConnectAsync(Bank, "second", Certificate());

        await Engine.Clients.CreateClient(first).GetAsync("orders");
        await Engine.Clients.CreateClient(second).GetAsync("orders");

        Assert.Equal(2, Server.Connections);
    }

    [Fact]
    public async Task More_connections_than_the_cache_can_hold_keep_working()
    {
        await using var small = EngineFixture.Beside(Engine, options => options.CacheCapacity = 2);
        await ConnectAsync();
        var connections = new List<Connection>();
        for (var i = 0; i < 5; i++) connections.Add(await small.Connections.ConnectAsync(Bank, $"c{i}", Certificate()));
        var clients = connections.ConvertAll(small.CreateClient);

        for (var round = 0; round < 2; round++)
        {
            foreach (var client in clients) Assert.True((await client.GetAsync("orders")).IsSuccessStatusCode);
        }
    }
}
