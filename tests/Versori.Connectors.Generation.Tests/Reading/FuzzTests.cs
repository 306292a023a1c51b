using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests;

[Trait("Kind", "Fuzz")]
public class FuzzTests
{
    private static readonly int Scale =
        int.TryParse(Environment.GetEnvironmentVariable("VERSORI_FUZZ_SCALE"), out var scale) && scale > 0 ? scale : 1;

    [Theory]
    [InlineData("tracker.yaml")]
    [InlineData("chat.json")]
    public async Task Truncated_or_scrambled_text_is_read_or_refused_without_other_failures(string name)
    {
        var text = Samples.Read(name);
        var random = new Random(1);
        for (var i = 0; i < 300 * Scale; i++)
        {
            var at = random.Next(text.Length);
            var length = random.Next(Math.Min(40, text.Length - at));
            var changed = (i % 3) switch
            {
                0 => text[..at],
                1 => text.Remove(at, length),
                _ => text.Insert(at, "{}[]:,\"'&*!|>%@`\n\t-#\0\ud800"[random.Next(20)].ToString()),
            };
            await ImportOrRefuse(changed);
        }
    }

    [Theory]
    [InlineData("tracker.yaml")]
    [InlineData("chat.json")]
    public async Task Wrong_types_anywhere_are_read_or_refused_without_other_failures(string name)
    {
        var json = AsJson(Samples.Read(name));
        string[] replacements =
        [
            "null", "7", "true", "\"text\"", "[]", "{}", "[null,1,{}]", "{\"$ref\":\"#/paths\"}", "{\"a\":null}",
        ];
        foreach (var (path, at) in Paths(JsonNode.Parse(json)!).Select((path, at) => (path, at)))
        {
            var root = JsonNode.Parse(json)!;
            var parent = root;
            foreach (var step in path[..^1]) parent = parent is JsonArray list ? list[int.Parse(step)]! : parent[step]!;
            var value = JsonNode.Parse(replacements[at % replacements.Length]);
            if (parent is JsonArray array) array[int.Parse(path[^1])] = value;
            else parent[path[^1]] = value;
            await ImportOrRefuse(root.ToJsonString());
        }
    }

    private static async Task ImportOrRefuse(string text)
    {
        try
        {
            var plan = await ConnectorGenerator.Create()
                .PlanAsync("list issues and post a message", [ConnectorSource.OpenApi(text)]);
            var import = await ConnectorGenerator.Create()
                .ImportAsync(ConnectorSource.OpenApi(text).WithBaseUrl("https://t.example"));
            Assert.Equal(import.Definition, ConnectorDefinition.Parse(import.Definition.ToJson()));
            Assert.Single(plan.Connectors);
        }
        catch (ConnectorException exception)
        {
            Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Code);
        }
    }

    private static string AsJson(string text) =>
        System.Text.Encoding.UTF8.GetString(
            Reading.DocumentParser.Parse(System.Text.Encoding.UTF8.GetBytes(text), 1 << 20, new(default)).Json.Span);

    private static IEnumerable<string[]> Paths(JsonNode? node, params string[] path)
    {
        if (path.Length > 0) yield return path;
        var children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray items => items.Select((item, at) => ($"{at}", item)),
            _ => [],
        };
        foreach (var found in children.SelectMany(child => Paths(child.Item2, [.. path, child.Item1])))
            yield return found;
    }
}
