using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Robustness;

/// <summary>Services and clients of a disposed provider report that it is disposed.</summary>
public sealed class DisposedProviderTests
{
    private static readonly ConnectorId SystemId = ConnectorId.Parse("system");

    [Fact]
    public async Task The_errors_of_a_disposed_provider_state_the_cause_and_the_remedy()
    {
        await using var engine = await EngineFixture.StartAsync();
        var (connection, _) = await engine.ConnectAsync();
        var template = await engine.LinkAsync(SystemId);
        var (connections, clients) = (engine.Connections, engine.Clients);
        var invoker = engine.Services.GetRequiredService<IEndpointInvoker>();
        var signIns = engine.Services.GetRequiredService<ISignIns>();
        // The client was never used, so it must look up its connection.
        using var cold = clients.CreateClient(template);

        await engine.Services.DisposeAsync();

        await AssertSaysSoAsync(() => connections.ConnectAsync(SystemId, "other", Credential.Bearer("t")));
        await AssertSaysSoAsync(() => connections.RefreshAsync(connection.Id));
        await AssertSaysSoAsync(() => connections.ReconnectAsync(connection.Id, Credential.Bearer("t")));
        await AssertSaysSoAsync(() => connections.DisconnectAsync(connection.Id));
        await AssertSaysSoAsync(() => cold.GetAsync("me"));
        await AssertSaysSoAsync(() => Task.FromResult(clients.CreateClient(connection)));
        await AssertSaysSoAsync(async () => await clients.CreateClientAsync(template.Id));
        await AssertSaysSoAsync(() => invoker.InvokeAsync(connection.Id, "me"));
        await AssertSaysSoAsync(() => signIns.BeginAsync(new()
        {
            ConnectorId = SystemId,
            Name = "other",
            RedirectUri = new("https://host.example/callback"),
        }));
    }

    private static async Task AssertSaysSoAsync(Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(call);
        Assert.Equal(ConnectorErrorCode.Unavailable, exception.Code);
        Assert.False(exception.Error.IsTransient);
        Assert.Contains("disposed", exception.Message, StringComparison.Ordinal);
        Assert.Contains("create new ones", exception.Message, StringComparison.Ordinal);
    }
}
