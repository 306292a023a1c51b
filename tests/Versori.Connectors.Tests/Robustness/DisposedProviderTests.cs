using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Robustness;

/// <summary>Services and clients of a disposed provider report that it is disposed, and send nothing.</summary>
public sealed class DisposedProviderTests
{
    private static readonly ConnectorId SystemId = ConnectorId.Parse("system");

    public static TheoryData<string> Calls => [.. PublicCalls.Methods.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Every_call_after_disposal_states_the_cause_and_the_remedy(string call)
    {
        await using var engine = await EngineFixture.StartAsync();
        var (connection, _) = await engine.ConnectAsync();
        var calls = new PublicCalls(engine, connection, (await engine.LinkAsync(SystemId)).Id);
        var sent = (engine.System.ApiRequests, engine.System.TokenRequests);

        await engine.Services.DisposeAsync();

        await AssertIsDisposedAsync(() => calls.InvokeAsync(PublicCalls.Methods[call]));
        Assert.Equal(sent, (engine.System.ApiRequests, engine.System.TokenRequests));
    }

    [Fact]
    public async Task A_kept_client_sends_no_further_requests()
    {
        await using var engine = await EngineFixture.StartAsync(builder => builder.Services
            .AddHttpClient("typed").AddVersoriConnection("integration", "system"));
        var (connection, warm) = await engine.ConnectAsync();
        var template = await engine.LinkAsync(SystemId);
        // The client was never used, so it must look up its connection.
        using var cold = engine.Clients.CreateClient(template);
        using var handler = new HttpMessageInvoker(engine.Clients.CreateHandler(connection));
        using var typed = engine.Services.GetRequiredService<IHttpClientFactory>().CreateClient("typed");
        Assert.Equal(HttpStatusCode.OK, (await warm.GetAsync("me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await typed.GetAsync("me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await handler.SendAsync(Request(), default)).StatusCode);
        var sent = engine.System.ApiRequests;

        await engine.Services.DisposeAsync();

        foreach (var client in new[] { warm, cold, typed })
        {
            await AssertIsDisposedAsync(() => client.GetAsync("me"));
            await AssertIsDisposedAsync(() => Task.FromResult(client.Send(new(HttpMethod.Get, "me"))));
        }

        await AssertIsDisposedAsync(() => handler.SendAsync(Request(), default));
        await AssertIsDisposedAsync(() => Task.FromResult(handler.Send(Request(), default)));
        Assert.Equal(sent, engine.System.ApiRequests);

        HttpRequestMessage Request() => new(HttpMethod.Get, $"{engine.System.Api}me");
    }

    [Fact]
    public async Task A_disposed_client_or_handler_reports_it_and_other_clients_still_work()
    {
        await using var engine = await EngineFixture.StartAsync();
        var (connection, client) = await engine.ConnectAsync();
        await client.GetAsync("me");
        using var other = engine.Clients.CreateClient(connection);
        var handler = engine.Clients.CreateHandler(connection);
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);

        client.Dispose();
        client.Dispose();
        handler.Dispose();

        foreach (var call in (Func<Task>[])
        [
            () => client.GetAsync("me"),
            () => Task.FromResult(client.Send(new(HttpMethod.Get, "me"))),
            () => invoker.SendAsync(new(HttpMethod.Get, $"{engine.System.Api}me"), default),
        ])
        {
            var exception = await Assert.ThrowsAsync<ConnectorException>(call);
            Assert.Equal(ConnectorErrorCode.Disposed, exception.Code);
            Assert.Contains("IConnectorClientFactory", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task Disposing_a_client_cancels_its_pending_requests()
    {
        await using var engine = await EngineFixture.StartAsync();
        var (_, client) = await engine.ConnectAsync();
        var sent = engine.System.ApiRequests;
        engine.System.ApiGate.Close();
        var sending = client.GetAsync("me");
        await engine.System.ApiRequestCounter.WaitForAsync(sent + 1);

        client.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        engine.System.ApiGate.Open();
    }

    private static async Task AssertIsDisposedAsync(Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(call);
        Assert.Equal(ConnectorErrorCode.Disposed, exception.Code);
        Assert.False(exception.Error.IsTransient);
        Assert.Contains("disposed", exception.Message, StringComparison.Ordinal);
        Assert.Contains("create new ones", exception.Message, StringComparison.Ordinal);
    }
}
