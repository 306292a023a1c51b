using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace Versori.Connectors.Generation.Tests;

public class HostTests
{
    [Fact]
    public async Task The_registered_generator_uses_the_chat_client_of_the_host()
    {
        var chat = Substitute.For<IChatClient>();
        chat.GetResponseAsync(
            Arg.Any<IEnumerable<ChatMessage>>(), Arg.Any<ChatOptions?>(), Arg.Any<CancellationToken>())
            .Returns(
                new ChatResponse(new ChatMessage(ChatRole.Assistant, """{"connectors": {"drive": ["get_users"]}}""")));
        var services = new ServiceCollection().AddSingleton(chat);
        new VersoriConnectorsBuilder(services).AddGeneration().AddGeneration();
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        var plan = await provider.GetRequiredService<IConnectorGenerator>()
            .PlanAsync("upload a file", [Samples.Source("drive.yaml")]);

        Assert.Equal("get_users", Assert.Single(plan.Connectors[0].Endpoints));
    }

    [Fact]
    public async Task A_declared_source_becomes_a_connector_with_the_endpoints_of_its_templates()
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors()
            .AddConnector(Samples.Source("drive.yaml"))
            .AddTemplate("mirror", "drive", "get_users");
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var catalog = provider.GetRequiredService<IConnectorCatalog>();

        foreach (var service in provider.GetServices<IHostedService>()) await service.StartAsync(default);
        var connector = Assert.Single(await catalog.ListAsync().ToListAsync());
        foreach (var service in provider.GetServices<IHostedService>()) await service.StartAsync(default);

        Assert.Equal(["get_users"], connector.Definition!.Endpoints.Select(endpoint => endpoint.Id));
        Assert.Equal(["get_users"], (await catalog.FindTemplateAsync(new("mirror", "drive")))!.Endpoints);
        Assert.Equal(connector, Assert.Single(await catalog.ListAsync().ToListAsync()));
    }

    [Fact]
    public async Task Options_out_of_range_are_refused_at_start()
    {
        var services = new ServiceCollection();
        new VersoriConnectorsBuilder(services).AddGeneration(options => options.MaximumEndpointsPerConnector = 0);
        await using var provider = services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(
            provider.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains("from 1 to 200", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_and_files_are_read()
    {
        var generator = ConnectorGenerator.Create();
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, Samples.Read("drive.yaml"));
        using var stream = new MemoryStream(
            [
                .. System.Text.Encoding.Unicode.Preamble,
                .. System.Text.Encoding.Unicode.GetBytes(Samples.Read("chat.json")),
            ]);

        Assert.Equal(11, (await generator.ImportAsync(ConnectorSource.OpenApiFile(path))).Definition.Endpoints.Count);
        Assert.Equal(10, (await generator.ImportAsync(ConnectorSource.OpenApi(stream))).Definition.Endpoints.Count);
        File.Delete(path);
        Assert.Equal(
            ConnectorErrorCode.InvalidDocument,
            (
                await Assert.ThrowsAsync<ConnectorException>(
                    () => generator.ImportAsync(ConnectorSource.OpenApiFile(path)))).Code);
    }

    [Fact]
    public async Task Values_of_the_host_override_values_of_the_document()
    {
        var import = await ConnectorGenerator.Create()
            .ImportAsync(
                Samples.Source("tracker.yaml")
                    .WithId("Tracker").WithTitle("Our tracker").WithBaseUrl("https://{tenant}.example/"));

        Assert.Equal(
            ("tracker", "Our tracker", "https://{tenant}.example"),
            (import.Definition.Id.Value, import.Definition.Title, import.Definition.BaseUrl));
        Assert.Equal(["tenant"], import.Definition.Inputs.Select(input => input.Name));
        Assert.All(import.Definition.Endpoints, endpoint => Assert.Null(endpoint.BaseUrl));
    }
}
