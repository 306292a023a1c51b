using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Overlays;

namespace Versori.Connectors.Generation.Tests.Overlays;

/// <summary>The expressions of RFC 9535 that are read, and normalized paths.</summary>
public sealed class JsonPathTests
{
    private const string Document = """
        {
          "paths": {
            "/orders": {
              "get": { "operationId": "list", "parameters": [
                { "name": "limit", "in": "query" }, { "name": "page", "in": "query", "x-internal": true },
                { "name": "limit", "in": "header", "deep": { "a": [1, 2.50] } } ] },
              "post": { "operationId": "create", "x-it's": null }
            },
            "/a'b\\c": { "get": { "operationId": "odd" } }
          },
          "list": [1, [2, 3]]
        }
        """;

    [Theory]
    [InlineData("$", 1)]
    [InlineData("$.paths", 1)]
    [InlineData("$.paths.*", 2)]
    [InlineData("$.paths['/orders'].get", 1)]
    [InlineData("$.paths[\"/orders\"]['get','post']", 2)]
    [InlineData("$['paths']['/a\\'b\\\\c']['get']", 1)]
    [InlineData("$.paths['/orders'].post['x-it\\'s']", 1)]
    [InlineData("$.paths['/orders'].post['x-it\\u0027s']", 1)]
    [InlineData("$.paths.*.*", 3)]
    [InlineData("$..operationId", 3)]
    [InlineData("$..parameters[0]", 1)]
    [InlineData("$..parameters[-1].name", 1)]
    [InlineData("$..parameters[0,2]", 2)]
    [InlineData("$..parameters[9]", 0)]
    [InlineData("$.list[*]", 2)]
    [InlineData("$.list..*", 4)]
    [InlineData("$..[0]", 4)]
    [InlineData("$..parameters[?@.name=='limit']", 2)]
    [InlineData("$..parameters[?(@.name == 'limit' && @.in=='query')]", 1)]
    [InlineData("$..parameters[?@.name!='limit']", 1)]
    [InlineData("$..parameters[?@['x-internal']]", 1)]
    [InlineData("$..parameters[?!@['x-internal']]", 2)]
    [InlineData("$..parameters[?@['x-internal']==true]", 1)]
    [InlineData("$..parameters[?@.deep.a[1]==2.5]", 1)]
    [InlineData("$.paths.*[?@.operationId=='create']", 1)]
    [InlineData("$.nothing.here", 0)]
    public void An_expression_selects_each_value_once(string expression, int count)
    {
        var places = JsonPathParser.Parse(expression).Select(JsonNode.Parse(Document)!);

        Assert.Equal(count, places!.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("paths")]
    [InlineData("$[?@[?@.a]]")]
    [InlineData("$paths")]
    [InlineData("$.")]
    [InlineData("$.paths[")]
    [InlineData("$.paths['a]")]
    [InlineData("$.paths['\\x']")]
    [InlineData("$[1:2]")]
    [InlineData("$[?@.a || @.b]")]
    [InlineData("$[?@.a < 3]")]
    [InlineData("$[?length(@.a)==1]")]
    [InlineData("$[?@.a==]")]
    [InlineData("$[?@..a]")]
    [InlineData("$[99999999999]")]
    [InlineData("$.a]")]
    public void An_expression_that_is_not_read_is_refused_with_its_position(string expression) =>
        Assert.Contains("position", JsonPathParser.Problem(expression), StringComparison.Ordinal);

    [Theory]
    [InlineData("plain", "$['plain']")]
    [InlineData("it's", "$['it\\'s']")]
    [InlineData("a\\b", "$['a\\\\b']")]
    [InlineData("\b\t\n\f\r", "$['\\b\\t\\n\\f\\r']")]
    [InlineData("\u000b\u001f", "$['\\u000b\\u001f']")]
    [InlineData("☺ \"/", "$['☺ \"/']")]
    public void A_normalized_path_is_written_as_RFC_9535_2_7_says_and_read_back(string name, string path)
    {
        Assert.Equal(path, JsonPath.Normalized(name));
        Assert.Equal([name], JsonPathParser.Parse(path).Names());
    }

    [Fact]
    public void An_expression_that_visits_a_document_very_many_times_ends()
    {
        var leaves = $"[{string.Join(',', Enumerable.Repeat("1", 3_000))}]";
        var node = JsonNode.Parse(new string('[', 50) + leaves + new string(']', 50))!;

        Assert.Null(JsonPathParser.Parse("$" + string.Concat(Enumerable.Repeat("..*", 45))).Select(node));
    }
}
