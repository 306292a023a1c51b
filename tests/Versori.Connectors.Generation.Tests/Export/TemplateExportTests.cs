using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Generation.Tests.Export;

/// <summary>The export of a template from the catalog.</summary>
public sealed class TemplateExportTests : IAsyncDisposable
{
    private readonly ServiceProvider _services =
        new ServiceCollection().AddVersoriConnectors().Services.BuildServiceProvider(validateScopes: true);

    private IConnectorCatalog Catalog => _services.GetRequiredService<IConnectorCatalog>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_template_is_exported_from_the_version_that_it_uses()
    {
        var first = await PublishAsync("https://first.example");
        var pinned = await LinkAsync("pinned", first.Version);
        var current = await LinkAsync("current", null);
        await PublishAsync("https://second.example");

        Assert.Equal("https://first.example", await ServerAsync(pinned));
        Assert.Equal("https://second.example", await ServerAsync(current));
    }

    [Fact]
    public async Task The_endpoints_of_the_template_are_exported_only()
    {
        await PublishAsync("https://first.example");
        var template = await LinkAsync("some", null);

        var export = JsonNode.Parse((await Catalog.ExportOpenApiAsync(template)).ToJson())!;

        Assert.Equal(["/attachments/{id}"], export["paths"]!.AsObject().Select(path => path.Key));
    }

    [Fact]
    public async Task A_template_that_does_not_exist_is_refused()
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => Catalog.ExportOpenApiAsync(new("none", "none")));

        Assert.Equal(ConnectorErrorCode.NotFound, exception.Code);
        Assert.Equal("none/none", exception.Error.Location);
    }

    private async Task<Connector> PublishAsync(string baseUrl)
    {
        var source = ConnectorSource.OpenApi(Samples.Read("comments.yaml")).WithId("comments").WithBaseUrl(baseUrl);
        var definition = (await ConnectorGenerator.Create().ImportAsync(source)).Definition;
        await Catalog.SaveDraftAsync(definition);
        return await Catalog.PublishAsync(definition.Id);
    }

    private async Task<TemplateId> LinkAsync(string name, int? version) => (await Catalog.LinkAsync(new()
    {
        Id = new("tests", name),
        ConnectorId = ConnectorId.Parse("comments"),
        Endpoints = ["get-attachment"],
        PinnedVersion = version,
    })).Id;

    private async Task<string> ServerAsync(TemplateId template) =>
        (string)JsonNode.Parse((await Catalog.ExportOpenApiAsync(template)).ToJson())!["servers"]![0]!["url"]!;
}
