using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Versori.Connectors.Tests.Security;

public sealed class TypedClientLogTests
{
    [Fact]
    public async Task The_logs_of_a_host_client_contain_no_credential()
    {
        await using var system = await ScriptedExternalSystem.StartAsync();
        var canaries = new Canaries();
        var canary = canaries.Plant("typed");
        system.AcceptBearer(canary);
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddFakeLogging().SetMinimumLevel(LogLevel.Trace));
        services.AddHttpClient("shop").AddVersoriConnection("mirror", "shop");
        await using var provider = services.BuildServiceProvider();
        var definition = new ConnectorDefinition
        {
            Id = ConnectorId.Parse("shop"),
            Title = "Shop",
            BaseUrl = system.Api.AbsoluteUri,
            AuthMethods = [new BearerAuth()],
            Endpoints = [new() { Id = "me", Method = "GET", Path = "/me" }],
        };
        await provider.GetRequiredService<IConnectorCatalog>()
            .ApplyAsync(new() { Connectors = [new() { TemplateName = "shop", Definition = definition }] }, "mirror");
        await provider.GetRequiredService<IConnections>()
            .ConnectAsync(definition.Id, "acme", Credential.Bearer(canary));
        using var observed = new ObservedOutput();

        await provider.GetRequiredService<IHttpClientFactory>().CreateClient("shop").GetAsync("me?page=2");

        observed.Add(provider.GetRequiredService<FakeLogCollector>());
        Assert.Contains(
            observed.Texts,
            text =>
                text.Where.StartsWith("log ", StringComparison.Ordinal)
                    && text.Text.Contains("/api/me returned 200", StringComparison.Ordinal));
        Assert.DoesNotContain(observed.Texts, text => canaries.In(text.Text).Count > 0);
        Assert.Equal($"Bearer {canary}", system.RecordedApiRequests[^1].Authorization);
    }
}
