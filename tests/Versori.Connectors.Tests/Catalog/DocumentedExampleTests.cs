using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Versori.Connectors.Tests.Conventions;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Catalog;

/// <summary>The catalog accepts the examples in the documentation.</summary>
public sealed partial class DocumentedExampleTests
{
    public static TheoryData<int, string> Examples()
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "authentication.md"));
        return [.. Json().Matches(text).Index().Select(found => (found.Index, found.Item.Groups[1].Value))];
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task A_documented_definition_is_valid(int number, string json)
    {
        await using var engine = await EngineFixture.StartAsync();
        Assert.Empty(engine.Catalog.Validate(ConnectorDefinition.Parse(Definition(number, json))));
    }

    [Fact]
    public void The_documentation_contains_examples() => Assert.True(Examples().Count > 15);

    /// <summary>Completes an example to a whole definition. Examples contain an auth method or some members.</summary>
    public static string Definition(int number, string json)
    {
        var example = JsonNode.Parse(json)!.AsObject();
        var definition = new JsonObject
        {
            ["id"] = $"example-{number}",
            ["title"] = "Example",
            ["baseUrl"] = "https://api.example.com",
        };
        if (example.ContainsKey("type")) definition["authMethods"] = new JsonArray(example);
        else foreach (var (name, value) in example) definition[name] = value?.DeepClone();

        return definition.ToJsonString();
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();
}
