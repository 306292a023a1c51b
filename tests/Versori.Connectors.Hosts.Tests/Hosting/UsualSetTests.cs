using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Versori.Connectors.Generation;

namespace Versori.Connectors.Hosts.Tests.Hosting;

/// <summary>The call that adds the usual set.</summary>
public sealed class UsualSetTests : IDisposable
{
    private static readonly ConnectorDefinition Shop =
        ConnectorDefinition.Create("shop", "Shop", "https://api.shop.example").Auth(new BearerAuth()).Build();

    private readonly string _folder = Directory.CreateTempSubdirectory("usual-set-").FullName;

    private string Database => Path.Combine(_folder, "connectors.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_connection_is_found_again_by_the_next_host()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using (var first = Host(Database))
        {
            var catalog = first.GetRequiredService<IConnectorCatalog>();
            await catalog.SaveDraftAsync(Shop, cancellationToken: cancellation);
            await catalog.PublishAsync(Shop.Id, cancellationToken: cancellation);
            await first.GetRequiredService<IConnections>().ConnectAsync(
                new ConnectRequest
                {
                    ConnectorId = Shop.Id,
                    Name = "acme",
                    Credential = Credential.Bearer("token"),
                    CheckCredential = false,
                },
                cancellation);
        }

        await using var second = Host(Database);
        var found = await second.GetRequiredService<IConnections>().ListAsync().FirstAsync(cancellation);

        Assert.Equal(("acme", ConnectionStatus.Active), (found.Name, found.Status));
    }

    [Fact]
    public async Task A_document_without_authentication_is_completed_from_the_known_system()
    {
        await using var host = Host(Database);
        const string Document = """
            {
              "openapi": "3.0.0",
              "info": { "title": "Deals", "version": "1" },
              "servers": [ { "url": "https://api.hubapi.com" } ],
              "paths": { "/deals": { "get": { "responses": { "200": { "description": "OK" } } } } }
            }
            """;

        var imported = await host.GetRequiredService<IConnectorGenerator>()
            .ImportAsync(ConnectorSource.OpenApi(Document), TestContext.Current.CancellationToken);

        Assert.Equal(
            KnownSystems.Get("hubspot").Definition.AuthMethods.Select(method => method.Id),
            imported.Definition.AuthMethods.Select(method => method.Id));
    }

    [Fact]
    public async Task Settings_of_the_engine_are_changed_in_the_same_call()
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors(Database, options => options.MaximumRetries = 7);
        await using var host = services.BuildServiceProvider(validateScopes: true);

        Assert.Equal(7, host.GetRequiredService<IOptions<VersoriConnectorsOptions>>().Value.MaximumRetries);
    }

    [Fact]
    public async Task The_last_path_is_used()
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors(Path.Combine(_folder, "unused.db"));
        services.AddVersoriConnectors(Database);
        await using var host = services.BuildServiceProvider(validateScopes: true);

        await host.GetRequiredService<IConnectorCatalog>()
            .SaveDraftAsync(Shop, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(File.Exists(Database));
        Assert.False(File.Exists(Path.Combine(_folder, "unused.db")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_path_without_text_is_refused(string path) =>
        Assert.Throws<ArgumentException>(nameof(path), () => new ServiceCollection().AddVersoriConnectors(path));

    [Fact]
    public void A_folder_in_place_of_a_file_is_refused()
    {
        var exception = Assert.Throws<ConnectorStoreException>(
            () => new ServiceCollection().AddVersoriConnectors(_folder));

        Assert.Equal(ConnectorStoreFailure.InvalidConfiguration, exception.Failure);
    }

    private static ServiceProvider Host(string path)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors(path);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
