using System.Text;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Tests.Export;

/// <summary>Documents with wrong values anywhere: what is imported can be exported, and is valid then.</summary>
[Trait("Kind", "Fuzz")]
public class ChangedDocumentTests
{
    private static readonly string[] Values =
    [
        "null", "7", "true", "\"text\"", "[]", "{}", "[null,1,{}]", "{\"a\":null}", "-1", "[\"a\",\"a\"]", "\"{x}\"",
        "{\"$ref\":\"#/paths\"}", "[{\"type\":\"string\"},false]", "\"4xx\"", "1.5", "{\"x-a\":[1]}", "\"Integer\"",
    ];

    private static readonly int Scale =
        int.TryParse(Environment.GetEnvironmentVariable("VERSORI_FUZZ_SCALE"), out var scale) && scale > 0 ? scale : 1;

    [Theory]
    [InlineData("comments.yaml")]
    [InlineData("files.yaml")]
    [InlineData("lists.yaml")]
    [InlineData("people.yaml")]
    [InlineData("tracker.yaml")]
    [InlineData("warehouse.json")]
    public async Task A_changed_document_is_exported_as_a_valid_one_with_the_same_endpoints(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.Read(name));
        var json = Encoding.UTF8.GetString(DocumentParser.Parse(bytes, 1 << 20, new(default)).Json.Span);
        var random = new Random(11);
        var imported = 0;
        for (var i = 0; i < 120 * Scale; i++)
        {
            var root = JsonNode.Parse(json)!;
            for (var changes = 1 + random.Next(3); changes > 0; changes--) Change(root, random);
            var text = root.ToJsonString();
            if (await ImportAsync(text) is not { } definition) continue;
            imported++;
            var exported = definition.ToOpenApi();
            var export = exported.ToJson();

            // A reference to a schema that was not read is left out.
            var isWhole = !exported.Warnings.Any(warning =>
                warning.Message.Contains("leads to no schema", StringComparison.Ordinal));
            try
            {
                if (isWhole) await RoundTripTests.AssertSame(definition, export);
                RoundTripTests.AssertValid(export);
            }
            catch (Exception exception)
            {
                Assert.Fail($"Input {i}: {exception.Message}\n{text}\n{export}");
            }
        }

        Assert.InRange(imported, 60 * Scale, int.MaxValue);
    }

    private static async Task<ConnectorDefinition?> ImportAsync(string text)
    {
        try
        {
            return (await Samples.Import(text)).Definition;
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.InvalidDocument)
        {
            return null;
        }
    }

    private static void Change(JsonNode root, Random random)
    {
        var places = Places(root["paths"]!).Concat(Places(root["components"] ?? root["definitions"]!)).ToList();
        var (parent, key) = places[random.Next(places.Count)];
        var value = JsonNode.Parse(Values[random.Next(Values.Length)]);
        if (parent is JsonArray list) list[int.Parse(key)] = value;
        else if (random.Next(6) == 0) parent.AsObject().Remove(key);
        else parent[key] = value;
    }

    private static IEnumerable<(JsonNode Parent, string Key)> Places(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => ($"{index}", item)),
            _ => [],
        };
        foreach (var (key, value) in children.ToList())
        {
            yield return (node!, key);
            foreach (var place in Places(value)) yield return place;
        }
    }
}
