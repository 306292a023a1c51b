using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Generation.Tests.Examples;

/// <summary>
/// All endpoints of whole documents: those of this repository, and those of the folder that the variable
/// <c>VERSORI_DOCUMENTS</c> names.
/// </summary>
public sealed class DocumentEndpointTests
{
    private const string Secret = "s3cr3t-value";

    public static TheoryData<string> Documents() =>
    [
        "chat.json", "cloud.yaml", "drive.yaml", "payments.yaml", "tracker.yaml",
        .. Environment.GetEnvironmentVariable("VERSORI_DOCUMENTS") is { Length: > 0 } folder
            ? Directory.GetFiles(folder).Where(file => Path.GetExtension(file) is ".json" or ".yaml")
            : [],
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_endpoint_gets_valid_arguments_from_schemas_alone(string document)
    {
        var definition = await DefineAsync(document);

        Assert.All(definition.Endpoints, endpoint =>
        {
            foreach (var includesOptional in (bool[])[false, true])
            {
                var example = ExampleArguments.Create(
                    definition, endpoint.Id, new() { IgnoresExamples = true, IncludesOptional = includesOptional });
                Assert.Empty(example.Problems);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Responses_that_are_made_from_their_schemas_are_no_drift(string document)
    {
        // Values are made for requests, without what the system sets. A response has it.
        var json = (await DefineAsync(document)).ToJson();
        var definition = ConnectorDefinition.Parse(
            json.Replace("\"readOnly\": true", "\"x\": 1", StringComparison.Ordinal));
        using var wire = new SchemaWire(definition, Secret);
        var services = new ServiceCollection();
        services.AddVersoriConnectors();
        services.ConfigureHttpClientDefaults(builder =>
            builder.ConfigurePrimaryHttpMessageHandler(() => wire).PrimaryHandlerFollowsNoRedirects());
        await using var provider = services.BuildServiceProvider();
        var connection = await ConnectAsync(provider, definition);

        var report = await provider.GetRequiredService<IEndpointTester>().TestAllAsync(
            connection.Id, new() { IncludesUnsafeMethods = true, MaximumCalls = 10_000 });

        Assert.Empty(wire.Problems);
        Assert.All(report.Results, result => Assert.True(
            result.Outcome is EndpointTestOutcome.Works
                || result.SkipReason is EndpointSkipReason.NoValue,
            $"{result}: {result.Message} {string.Join(' ', result.Drift)}"));
        Assert.NotEmpty(report.With(EndpointTestOutcome.Works));
        Assert.DoesNotContain(Secret, report.ToTable(), StringComparison.Ordinal);
    }

    // The credential is a bearer token, whatever the document says, so that the wire recognizes it.
    private static async Task<ConnectorDefinition> DefineAsync(string document)
    {
        var source = File.Exists(document) ? ConnectorSource.OpenApiFile(document) : Samples.Source(document);
        var located = source.WithBaseUrl("https://api.example.com/base");
        var imported = await ConnectorGenerator.Create().ImportAsync(located);
        return imported.Definition with
        {
            Inputs = [],
            Headers = new Dictionary<string, string>(),
            AuthMethods = [new BearerAuth()],
            AuthAlternatives = [],
            Endpoints =
            [
                .. imported.Definition.Endpoints.Select(endpoint => endpoint with
                {
                    AuthAlternatives = null,
                    BaseUrl = null,
                }),
            ],
        };
    }

    private static async Task<Connection> ConnectAsync(ServiceProvider provider, ConnectorDefinition definition)
    {
        var catalog = provider.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(definition);
        await catalog.PublishAsync(definition.Id);
        return await provider.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = definition.Id,
            Name = "test",
            Credential = Credential.Bearer(Secret),
            CheckCredential = false,
        });
    }
}
