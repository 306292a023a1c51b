using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Versori.Connectors.Tests.Conventions;

namespace Versori.Connectors.Tests.Catalog;

public sealed class DefinitionSchemaTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the published schema if <c>VERSORI_WRITE_SCHEMA</c> is <c>1</c>.</summary>
    [Fact]
    public void The_published_json_schema_matches_the_definition()
    {
        var text = PublishedSchema.Create().ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

        if (Environment.GetEnvironmentVariable("VERSORI_WRITE_SCHEMA") == "1") File.WriteAllText(Published, text);

        Assert.Equal(File.ReadAllText(Published).ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void The_published_json_schema_has_an_id_and_describes_every_property()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Published))!.AsObject();

        Assert.True(Uri.IsWellFormedUriString(schema["$id"]!.GetValue<string>(), UriKind.Absolute));
        Assert.Empty(Undescribed(schema, ""));
        Assert.True(schema["properties"]!.AsObject().ContainsKey("$schema"));
    }

    [Fact]
    public void The_json_schema_is_in_the_abstractions_package()
    {
        var project = XDocument.Load(Path.Combine(
            SourceTree.Root, "src", "Versori.Connectors.Abstractions", "Versori.Connectors.Abstractions.csproj"));

        Assert.Contains(
            project.Descendants("None"),
            item => item.Attribute("Include")!.Value.EndsWith("definition.schema.json", StringComparison.Ordinal)
                && item.Attribute("Pack")!.Value == "true");
    }

    private static IEnumerable<string> Undescribed(JsonNode? node, string pointer) => node switch
    {
        JsonObject members => members
            .SelectMany(member => Undescribed(member.Value, $"{pointer}/{member.Key}"))
            .Concat((members["properties"] as JsonObject ?? [])
                .Where(property => property.Value is not JsonObject schema || !schema.ContainsKey("description"))
                .Select(property => $"{pointer}/properties/{property.Key}")),
        JsonArray items => items.SelectMany((item, index) => Undescribed(item, $"{pointer}/{index}")),
        _ => [],
    };

    private static string Published { get; } = Path.Combine(
        SourceTree.Root, "docs", "connector-definition.schema.json");
}
