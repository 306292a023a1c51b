using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Versori.Connectors.Serialization;
using Versori.Connectors.Tests.Conventions;

namespace Versori.Connectors.Tests.Catalog;

public sealed class DefinitionSchemaTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>With <c>VERSORI_WRITE_SCHEMA=1</c> the published schema is written anew.</summary>
    [Fact]
    public void The_published_json_schema_is_that_of_the_definition()
    {
        var schema = (JsonObject)ConnectorJson.Options.GetJsonSchemaAsNode(typeof(ConnectorDefinition));
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Versori.Connectors connector definition, format 2");
        var text = schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

        if (Environment.GetEnvironmentVariable("VERSORI_WRITE_SCHEMA") == "1") File.WriteAllText(Published, text);

        Assert.Equal(File.ReadAllText(Published).ReplaceLineEndings("\n"), text);
    }

    private static string Published { get; } = Path.Combine(
        SourceTree.Root, "docs", "connector-definition.schema.json");
}
