using Versori.Connectors.Tests.Security;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>
/// Runs every operation with a credential and searches everything that can be read for its secrets.
/// </summary>
public sealed class SecrecyTheory : MethodTheory
{
    [Theory]
    [MemberData(nameof(MethodFixtures.All), MemberType = typeof(MethodFixtures))]
    public async Task Only_the_external_system_receives_a_secret(string method)
    {
        using var observed = new ObservedOutput();
        await StartAsync(method);
        await using var elsewhere = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        System.RejectsAll = true;
        observed.Add(await Assert.ThrowsAsync<ConnectorException>(() => Host.ConnectAsync("refused")));
        System.RejectsAll = false;

        var connection = await Host.ConnectAsync();
        var client = Host.Engine.Clients.CreateClient(connection);
        foreach (var thing in Host.Fixture.Credentials(System).Append<object>(connection)
            .Concat(Host.Fixture.Methods(System)))
            observed.Add(thing);
        await AssertAcceptedAsync(client);
        (
            await Host.CallAsync(
                client,
                System.Url(
                    $"redirect?status=307&to={Uri.EscapeDataString(elsewhere.BaseAddress.AbsoluteUri)}"))).Dispose();
        var invoked = await Host.Invoker.InvokeAsync(connection.Id, "me");
        observed.Add(
            "sent",
            $"{invoked.Request} {string.Join(" ", invoked.Request.Headers.SelectMany(header => header.Value))} "
                + $"{invoked.Request.Url} {invoked.Request.Body}");
        LetExpire();
        await AssertAcceptedAsync(client);
        System.RejectSeen();
        (await Host.CallAsync(client)).Dispose();
        if (Host.Fixture.RequestsTheSystem) await FailAsync(observed, client);
        observed.Add((await Host.Engine.Connections.FindAsync(connection.Id))!);
        await Host.Engine.Connections.DisconnectAsync(connection.Id);
        observed.Add(await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client)));

        observed.Add(Host.Engine.Logs);
        Assert.Contains(observed.Texts, text => text.Where == "activity Versori.Connectors");
        Assert.Contains(
            observed.Texts, text => text.Where.StartsWith("log Versori.Connectors", StringComparison.Ordinal));
        var leaks = observed.Texts.Where(
            text =>
                !Host.Fixture.Traits.HasFlag(MethodTraits.IsInPath)
                    || text.Where != "activity System.Net.Http").Where(text =>
                    Host.Fixture.Secrets.In(text.Text).Count > 0).Select(text => $"{text.Where}: {text.Text}");
        Assert.True(!leaks.Any(), string.Join("\n", leaks));
    }

    // The engine does not repeat a response that contains the sent secrets.
    private async Task FailAsync(ObservedOutput observed, HttpClient client)
    {
        var echo = string.Join("", Host.Fixture.Secrets.All);
        foreach (
            var fault in new[]
            {
                ScriptedResponse.Create(500, echo),
                ScriptedResponse.Create(200, echo),
                Host.Fixture.FinalRefusal,
            })
        {
            System.TokenOutage = fault;
            LetExpire();
            observed.Add(await Assert.ThrowsAsync<ConnectorException>(() => Host.CallAsync(client)));
        }
    }
}
