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
    public async Task A_start_adds_missing_endpoints_of_a_template_and_keeps_changes_made_in_the_catalog()
    {
        await using var host = Host(builder => builder
            .AddConnector(CatalogHost.Definition("shop", "a", "b", "c"))
            .AddTemplate("mirror", "shop", "a", "b"));
        await StartAsync(host);
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        var linked = (await catalog.FindTemplateAsync(new("mirror", "shop")))!;
        var changed = await catalog.LinkAsync(
            linked with { Endpoints = ["c", "b"], Sharing = TemplateSharing.PerOwner, PinnedVersion = 1 });

        await StartAsync(host);

        var template = (await catalog.FindTemplateAsync(linked.Id))!;
        Assert.Equal(["c", "b", "a"], template.Endpoints);
        Assert.Equal(changed with { Endpoints = template.Endpoints, Revision = template.Revision }, template);
        await StartAsync(host);
        Assert.Equal(template, await catalog.FindTemplateAsync(linked.Id));
    }

    [Fact]
    public async Task A_start_keeps_a_template_that_allows_all_endpoints()
    {
        await using var host = Host(builder => builder
            .AddConnector(CatalogHost.Definition("shop", "a", "b"))
            .AddTemplate("mirror", "shop", "a"));
        await StartAsync(host);
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        var linked = (await catalog.FindTemplateAsync(new("mirror", "shop")))!;
        var changed = await catalog.LinkAsync(linked with { Endpoints = [] });

        await StartAsync(host);

        Assert.Equal(changed, await catalog.FindTemplateAsync(linked.Id));
    }

    [Theory]
    [InlineData(TemplateSharing.Shared, TemplateSharing.PerOwner)]
    [InlineData(TemplateSharing.PerOwner, TemplateSharing.Shared)]
    public async Task A_declared_sharing_replaces_the_one_of_the_catalog(
        TemplateSharing declared, TemplateSharing changed)
    {
        await using var host = Host(builder => builder
            .AddConnector(CatalogHost.Definition("shop", "a"))
            .AddTemplate("mirror", "shop", declared, "a"));
        await StartAsync(host);
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        var linked = (await catalog.FindTemplateAsync(new("mirror", "shop")))!;
        await catalog.LinkAsync(linked with { Sharing = changed });

        await StartAsync(host);

        Assert.Equal(declared, (await catalog.FindTemplateAsync(linked.Id))!.Sharing);
    }

    [Fact]
    public async Task A_template_of_another_connector_fails_the_start_and_stays()
    {
        await using var host = Host(builder => builder
            .AddConnector(CatalogHost.Definition("shop", "a"))
            .AddTemplate("mirror", "system", "a"));
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(CatalogHost.Definition("crm", "x"));
        await catalog.PublishAsync(ConnectorId.Parse("crm"));
        var linked = await catalog.LinkAsync(
            new() { Id = new("mirror", "system"), ConnectorId = ConnectorId.Parse("crm"), Endpoints = ["x"] });

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => StartAsync(host));

        Assert.Equal(ConnectorErrorCode.AlreadyExists, failure.Code);
        Assert.Equal(linked, await catalog.FindTemplateAsync(linked.Id));
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
