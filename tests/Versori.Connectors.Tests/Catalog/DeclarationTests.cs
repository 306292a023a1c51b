using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Versori.Connectors.Tests.Catalog;

/// <summary>Connectors and templates that the host's start-up code declares.</summary>
public sealed class DeclarationTests
{
    [Fact]
    public async Task Declarations_are_saved_when_the_host_starts_and_another_start_changes_nothing()
    {
        await using var host = Host(builder => builder
            .AddConnector(CatalogHost.Definition("shop", "a", "b"))
            .AddTemplate("issue-mirror", "shop", "a")
            .AddTemplate("sync", "shop", TemplateSharing.PerOwner)
            .AddConnector(CatalogHost.Definition("crm")));
        await StartAsync(host);
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        var connectors = await catalog.ListAsync().ToListAsync();
        var templates = await catalog.ListTemplatesAsync(new()).ToListAsync();

        await StartAsync(host);

        Assert.Equal(["crm", "shop"], connectors.Select(connector => connector.Id.Value));
        Assert.Equal(["a"], templates.Single(template => template.Id.Integration == "issue-mirror").Endpoints);
        var other = templates.Single(template => template.Id.Integration == "sync");
        Assert.Equal(["a", "b"], other.Endpoints);
        Assert.Equal(TemplateSharing.PerOwner, other.Sharing);
        Assert.Equal(connectors, await catalog.ListAsync().ToListAsync());
        Assert.Equal(templates, await catalog.ListTemplatesAsync(new()).ToListAsync());
    }

    [Fact]
    public async Task A_start_adds_missing_parts_of_the_connector_and_keeps_changes_made_in_the_catalog()
    {
        await using var host = Host(builder => builder.AddConnector(CatalogHost.Definition("shop", "a", "b")));
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(CatalogHost.Definition("shop", "a") with { Title = "Edited" });
        await catalog.PublishAsync(CatalogHost.Shop);

        await StartAsync(host);

        var definition = (await catalog.FindAsync(CatalogHost.Shop))!.Definition!;
        Assert.Equal("Edited", definition.Title);
        Assert.Equal(["a", "b"], definition.Endpoints.Select(endpoint => endpoint.Id));
    }

    [Fact]
    public async Task A_template_with_an_endpoint_that_the_definition_lacks_fails_the_start()
    {
        await using var host = Host(builder => builder
            .AddConnector(CatalogHost.Definition("shop", "a"))
            .AddTemplate("issue-mirror", "shop", "b"));

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => StartAsync(host));

        Assert.Equal((ConnectorErrorCode.UnknownEndpoint, "b"), (failure.Code, failure.Error.Location));
        Assert.Empty(await host.GetRequiredService<IConnectorCatalog>().ListAsync().ToListAsync());
    }

    [Fact]
    public async Task Templates_can_be_declared_after_other_services_are_added()
    {
        await using var host = Host(builder =>
        {
            var declared = builder.AddConnector(CatalogHost.Definition());
            declared.Connectors.AddBackgroundRefresh();
            declared.AddTemplate("late", "shop");
            Assert.Same(builder.Services, declared.Services);
        });

        await StartAsync(host);

        Assert.NotNull(
            await host.GetRequiredService<IConnectorCatalog>().FindTemplateAsync(new("late", "shop")));
    }

    private static ServiceProvider Host(Action<VersoriConnectorsBuilder> declare)
    {
        var services = new ServiceCollection();
        declare(services.AddVersoriConnectors());
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static async Task StartAsync(ServiceProvider host)
    {
        foreach (var service in host.GetServices<IHostedService>())
        {
            if (service.GetType().Name == "DeclaredConnectors") await service.StartAsync(default);
        }
    }
}
