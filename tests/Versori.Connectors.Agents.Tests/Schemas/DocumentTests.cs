using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;
using Versori.Connectors.AI.Endpoints;
using Versori.Connectors.AI.Texts;
using Versori.Connectors.Generation;

namespace Versori.Connectors.Agents.Tests.Schemas;

/// <summary>Every endpoint of documents as a function. Tokens are counted with the encoding of real models.</summary>
public sealed partial class DocumentTests
{
    private const int MaximumTokens = 2_000;

    private static readonly TiktokenTokenizer Tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    private static readonly string? Folder = Environment.GetEnvironmentVariable("VERSORI_OPENAPI_FOLDER");

    public static TheoryData<string> Documents { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith("documents/", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Names_are_legal_and_unique_and_definitions_are_small(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);

        var figures = Measure(await ImportAsync(await reader.ReadToEndAsync()));

        Assert.True(figures.Endpoints > 0);
    }

    [Fact]
    public async Task The_documents_of_a_folder_have_legal_names_and_small_definitions()
    {
        if (string.IsNullOrEmpty(Folder)) Assert.Skip("VERSORI_OPENAPI_FOLDER is not set.");
        var all = new Figures(0, 0, 0, 0);
        foreach (var file in Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(file) is not (".json" or ".yaml" or ".yml")) continue;
            var own = Measure(await ImportAsync(await File.ReadAllTextAsync(file)));
            all = new(
                all.Endpoints + own.Endpoints,
                all.ChangedNames + own.ChangedNames,
                Math.Max(all.MostTokens, own.MostTokens),
                all.Tokens + own.Tokens);
            TestContext.Current.SendDiagnosticMessage($"{Path.GetFileName(file)}: {own}");
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{all}, {all.Tokens / all.Endpoints} tokens each");
        Assert.True(all.Endpoints > 1_000);
    }

    internal static async Task<ConnectorDefinition> ImportAsync(string text) =>
        (await ConnectorGenerator.Create().ImportAsync(
            ConnectorSource.OpenApi(text).WithId("api").WithBaseUrl("https://api.example.com"))).Definition;

    internal static int TokensOf(string text) => Tokenizer.CountTokens(text);

    internal static ConnectionTemplate TemplateOf(ConnectorDefinition definition) =>
        new() { Id = new("test", "api"), ConnectorId = definition.Id };

    private static Figures Measure(ConnectorDefinition definition)
    {
        var endpoints = new AgentEndpoints([(TemplateOf(definition), definition)], ["read_result"], new());
        Assert.Equal(definition.Endpoints.Count, endpoints.All.Count);
        Assert.Equal(
            endpoints.All.Count,
            endpoints.All.Select(endpoint => endpoint.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        int most = 0, sum = 0;
        foreach (var endpoint in endpoints.All)
        {
            Assert.Matches(Legal(), endpoint.Name);
            Assert.DoesNotContain(endpoint.Description, character => char.IsControl(character));
            CheckNames(endpoint.Schema, isRoot: true);
            var tokens = TokensOf(DefinitionOf(endpoint.Name, endpoint.Description, endpoint.Schema));
            Assert.True(tokens <= MaximumTokens, $"{endpoint.Name} has {tokens} tokens: {endpoint.Schema}");
            most = Math.Max(most, tokens);
            sum += tokens;
        }

        return new(
            endpoints.All.Count, endpoints.All.Count(endpoint => endpoint.Name != endpoint.Endpoint.Id), most, sum);
    }

    internal static string DefinitionOf(string name, string description, JsonElement schema) =>
        AgentJson.Text(new System.Text.Json.Nodes.JsonObject
        {
            ["name"] = name,
            ["description"] = description,
            ["parameters"] = AgentJson.Node(schema),
        });

    private static void CheckNames(JsonElement schema, bool isRoot = false)
    {
        if (schema.ValueKind != JsonValueKind.Object) return;
        if (isRoot) Assert.Equal("object", schema.GetProperty("type").GetString());
        Assert.False(schema.TryGetProperty("$ref", out _));
        if (schema.TryGetProperty("properties", out var properties))
        {
            var names = properties.EnumerateObject().Select(property => property.Name).ToList();
            Assert.All(names, name => Assert.Matches(Legal(), name));
            Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            foreach (var property in properties.EnumerateObject()) CheckNames(property.Value);
            if (schema.TryGetProperty("required", out var required))
                Assert.All(required.EnumerateArray(), name => Assert.Contains(name.GetString()!, names));
        }

        if (schema.TryGetProperty("items", out var items)) CheckNames(items);
        if (schema.TryGetProperty("additionalProperties", out var rest)) CheckNames(rest);
        if (!schema.TryGetProperty("anyOf", out var branches)) return;
        foreach (var branch in branches.EnumerateArray()) CheckNames(branch);
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_-]{0,63}$")]
    private static partial Regex Legal();

    private sealed record Figures(int Endpoints, int ChangedNames, int MostTokens, int Tokens);
}
