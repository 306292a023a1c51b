using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests.Sources;

[Trait("Kind", "Fuzz")]
public class TranslatedSourceFuzzTests
{
    private static readonly int Scale =
        int.TryParse(Environment.GetEnvironmentVariable("VERSORI_FUZZ_SCALE"), out var scale) && scale > 0 ? scale : 1;

    private static readonly string[] Replacements =
    [
        "null", "7", "true", "\"text\"", "[]", "{}", "[null,1,{}]", "{\"a\":null}", "\"{{a}}\"", "\"{a\"", "\"\"",
        "\"https://{{x}}:{{y}}/:z/{b}?c=%zz&d\"", "\"lone surrogate\"", "-1.5e300", "[[[[]]]]", "\":\"",
        "\"//\"", "\"@\"",
    ];

    public static TheoryData<string> Documents =>
        ["shop.postman_collection.json", "tasks.har", "files.discovery.json", "apiDefinition.swagger.json"];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Truncated_or_scrambled_text_is_read_or_refused_without_other_failures(string name)
    {
        var text = Samples.Read(name);
        var random = new Random(7);
        for (var i = 0; i < 60 * Scale; i++)
        {
            var at = random.Next(text.Length);
            var length = random.Next(Math.Min(40, text.Length - at));
            var changed = (i % 3) switch
            {
                0 => text[..at],
                1 => text.Remove(at, length),
                _ => text.Insert(at, "{}[]:,\"'&*!|>%@`\n\t-#\0\ud800"[random.Next(20)].ToString()),
            };
            await ImportOrRefuse(changed, Properties);
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Wrong_values_anywhere_are_read_or_refused_without_other_failures(string name)
    {
        var text = Samples.Read(name);
        var random = new Random(11);
        for (var i = 0; i < 200 * Scale; i++) await ImportOrRefuse(Mutated(text, random), Properties);
    }

    [Fact]
    public async Task Wrong_values_in_related_documents_are_read_or_refused_without_other_failures()
    {
        var random = new Random(13);
        for (var i = 0; i < 200 * Scale; i++)
            await ImportOrRefuse(Samples.Read("apiDefinition.swagger.json"), Mutated(Properties, random));
    }

    private static string Properties => Samples.Read("apiProperties.json");

    private static string Mutated(string text, Random random)
    {
        var root = JsonNode.Parse(text)!;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var places = Places(root).ToList();
            if (places.Count == 0) break;
            var (parent, key) = places[random.Next(places.Count)];
            var value = JsonNode.Parse(Replacements[random.Next(Replacements.Length)]);
            if (parent is JsonArray list) list[int.Parse(key)] = value;
            else if (random.Next(8) == 0) ((JsonObject)parent).Remove(key);
            else parent[key] = value;
        }

        return root.ToJsonString().Replace("lone surrogate", "\\ud83d", StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonNode Parent, string Key)> Places(JsonNode node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray items => items.Select((item, at) => ($"{at}", item)),
            _ => [],
        };
        foreach (var (key, child) in children)
        {
            yield return (node, key);
            if (child is null) continue;
            foreach (var inner in Places(child)) yield return inner;
        }
    }

    private static async Task ImportOrRefuse(string text, string properties)
    {
        try
        {
            var source = ConnectorSource.Document(text).WithRelated("apiProperties.json", properties);
            var plan = await ConnectorGenerator.Create().PlanAsync("list orders and create a task", [source]);
            Assert.Single(plan.Connectors);
            var import = await ConnectorGenerator.Create().ImportAsync(source.WithBaseUrl("https://t.example"));
            Assert.Equal(import.Definition, ConnectorDefinition.Parse(import.Definition.ToJson()));
        }
        catch (ConnectorException exception)
        {
            Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Code);
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{exception}\n{text}");
        }
    }
}
