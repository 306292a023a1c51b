using Versori.Connectors.Tests.Authentication.EveryMethod;
using Versori.Connectors.Tests.Providers;

namespace Versori.Connectors.Tests.Requests;

/// <summary>The requests of every auth method when connecting, calling, refreshing and disconnecting.</summary>
public sealed class MethodRequestTests
{
    [Fact]
    public void Every_recorded_conversation_has_a_test()
    {
        var methods = MethodFixtures.All().Select(row => $"method {row.Data}");
        var providers = ProviderCase.Names().Select(name => $"provider {name}");

        Assert.Empty(RequestRecording.Names.Except(methods.Concat(providers), StringComparer.Ordinal));
        Assert.Empty(methods.Except(RequestRecording.Names, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(MethodFixtures.All), MemberType = typeof(MethodFixtures))]
    public Task The_requests_of_a_method_match_the_recording(string method) =>
        RequestRecording.AssertSameAsync($"method {method}", () => ConverseAsync(method));

    private static async Task<IReadOnlyList<string>> ConverseAsync(string method)
    {
        await using var host = await MethodHost.StartAsync(MethodFixtures.Create(method));
        var connection = await host.ConnectAsync();
        var client = host.Engine.Clients.CreateClient(connection);
        await CallAsync("me?page=2&q=%C3%A4");
        await host.Invoker.InvokeAsync(connection.Id, "me");
        host.Engine.Time.Advance(TimeSpan.FromHours(2));
        await CallAsync("me");
        host.System.RejectSeen();
        await CallAsync("me");
        await host.Engine.Connections.DisconnectAsync(connection.Id);
        return [.. host.System.Server.Requests.Select(RequestText.Of)];

        async Task CallAsync(string url) => (await host.CallAsync(client, url)).Dispose();
    }
}
