using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Versori.Connectors;
using Versori.Connectors.Testing;
using Xunit;

namespace OwnStore.Tests;

/// <summary>A host uses the stores, and finds its connection after a restart.</summary>
public sealed class HostTests : IDisposable
{
    private static readonly ConnectorId Shop = ConnectorId.Parse("shop");

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_connection_works_after_a_restart_and_its_key_is_in_no_file()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers["X-Api-Key"] == "the-shop-key" ? 200 : 401;
            return Task.CompletedTask;
        });
        using (var first = await StartAsync(server, cancellationToken))
        {
            await first.Services.GetRequiredService<IConnections>()
                .ConnectAsync(Shop, "acme", Credential.ApiKey("the-shop-key"), cancellationToken: cancellationToken);
            await first.StopAsync(cancellationToken);
        }

        using var second = await StartAsync(server, cancellationToken);
        using var client = second.Services.GetRequiredService<IConnectorClientFactory>()
            .CreateClient(new TemplateId("sync", "shop"));
        using var response = await client.GetAsync(new Uri("orders", UriKind.Relative), cancellationToken);

        Assert.True(response.IsSuccessStatusCode);
        foreach (var file in Directory.EnumerateFiles(_temporary.Folder.Path, "*.json", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file, cancellationToken);
            Assert.DoesNotContain("the-shop-key", text, StringComparison.Ordinal);
        }
    }

    private async Task<IHost> StartAsync(LoopbackServer server, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging(logging => logging.ClearProviders()).AddSingleton(_temporary.Folder);
        builder.Services.AddDataProtection()
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(_temporary.Folder.Path, "keys")))
            .SetApplicationName("OwnStore");

        // The other stores stay in memory: the connector and the template are declared at each start.
        builder.Services.AddVersoriConnectors()
            .UseConnectionStore<FolderConnectionStore>()
            .UseSecretStore<FolderSecretStore>()
            .AddConnector(ConnectorDefinition.Create("shop", "Shop", server.BaseAddress.AbsoluteUri)
                .ApiKey("X-Api-Key")
                .Get("/orders", "listOrders", endpoint => endpoint.Returns(200, Schema.Object()))
                .Build())
            .AddTemplate("sync", "shop", "listOrders");

        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return host;
    }
}
