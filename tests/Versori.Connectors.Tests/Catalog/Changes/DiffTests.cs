using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Tests.Catalog.Changes;

/// <summary>The rules of what is a change, and of what breaks.</summary>
public sealed class DiffTests
{
    private const string Shop = """
        {
          "id": "shop", "title": "Shop", "baseUrl": "https://shop.example/v1",
          "inputs": [{ "name": "region", "default": "eu" }],
          "authMethods": [
            { "type": "oauth2", "grant": "clientCredentials",
              "tokenUrl": "https://shop.example/token", "scopes": ["read"] },
            { "type": "apiKey", "placements": [{ "name": "X-Key", "in": "header", "value": "{apiKey}" }] }
          ],
          "endpoints": [{
            "id": "list", "method": "GET", "path": "/orders/{shop}",
            "parameters": [
              { "name": "shop", "in": "path", "required": true },
              { "name": "limit", "in": "query", "schema": { "type": "integer", "maximum": 100 } },
              { "name": "state", "in": "query", "schema": { "type": "string", "enum": ["open", "closed"] } }
            ],
            "requestBody": {
              "schema": {
                "type": "object", "required": ["a"],
                "properties": { "a": { "type": ["string", "null"] }, "b": { "type": "string" } }
              },
              "alternatives": [{ "contentType": "text/csv" }]
            },
            "responses": [
              {
                "status": "200", "contentType": "application/json", "schema": { "$ref": "#/schemas/Orders" },
                "alternatives": [{ "contentType": "application/xml" }]
              },
              { "status": "404" }
            ],
            "authAlternatives": [{ "methods": ["oauth2"], "scopes": ["read"] }, { "methods": ["apiKey"] }]
          }],
          "webhooks": [{ "id": "hook", "scheme": { "type": "standardWebhooks" } }],
          "schemas": {
            "Orders": { "type": "array", "items": { "$ref": "#/schemas/Order" } },
            "Order": {
              "type": "object", "required": ["id"],
              "properties": {
                "id": { "type": "string" }, "state": { "enum": ["open", "closed"] },
                "parent": { "$ref": "#/schemas/Order" },
                "secret": { "type": "string", "writeOnly": true }
              }
            }
          }
        }
        """;

    public static TheoryData<string, string, ChangeImpact, string> Rules() => new()
    {
        // The text that is replaced, the text in its place, the impact, and the place.
        { "\"id\": \"list\"", "\"id\": \"listOrders\"", ChangeImpact.Breaking, "id" },
        { "/orders/{shop}", "/shops/{shop}/orders", ChangeImpact.PossiblyBreaking, "path" },
        { "\"name\": \"limit\", \"in\": \"query\"", "\"name\": \"limit\", \"required\": true, \"in\": \"query\"",
            ChangeImpact.Breaking, "parameters/query/limit/required" },
        { "\"name\": \"limit\", \"in\": \"query\"", "\"name\": \"limit\", \"in\": \"header\"", ChangeImpact.Breaking,
            "parameters/limit/in" },
        { "\"name\": \"limit\", \"in\": \"query\"", "\"name\": \"top\", \"in\": \"query\"", ChangeImpact.Breaking,
            "parameters/query/limit" },
        { "\"maximum\": 100", "\"maximum\": 50", ChangeImpact.Breaking, "parameters/query/limit" },
        { "\"maximum\": 100", "\"maximum\": 200", ChangeImpact.Compatible, "parameters/query/limit" },
        { "\"type\": \"integer\", \"maximum\"", "\"type\": \"number\", \"maximum\"", ChangeImpact.Compatible,
            "parameters/query/limit" },
        { "\"type\": \"integer\", \"maximum\"", "\"type\": \"string\", \"maximum\"", ChangeImpact.Breaking,
            "parameters/query/limit" },
        { "\"string\", \"enum\": [\"open\", \"closed\"]", "\"string\", \"enum\": [\"open\"]", ChangeImpact.Breaking,
            "parameters/query/state" },
        { "\"string\", \"enum\": [\"open\", \"closed\"]", "\"string\", \"enum\": [\"open\", \"closed\", \"new\"]",
            ChangeImpact.Compatible, "parameters/query/state" },
        { "\"required\": [\"a\"]", "\"required\": [\"a\", \"b\"]", ChangeImpact.Breaking, "requestBody/b" },
        { "\"required\": [\"a\"]", "\"required\": []", ChangeImpact.Compatible, "requestBody/a" },
        { "[\"string\", \"null\"]", "\"string\"", ChangeImpact.Breaking, "requestBody/a" },
        { "\"b\": { \"type\": \"string\" }", "\"c\": { \"type\": \"string\" }", ChangeImpact.Breaking,
            "requestBody/b" },
        { "\"alternatives\": [{ \"contentType\": \"text/csv\" }]", "\"alternatives\": []", ChangeImpact.Breaking,
            "requestBody/text/csv" },
        { "\"alternatives\": [{ \"contentType\": \"application/xml\" }]", "\"alternatives\": []", ChangeImpact.Breaking,
            "responses/200/application/xml" },
        { "{ \"status\": \"404\" }", "{ \"status\": \"410\" }", ChangeImpact.Compatible, "responses/404" },
        { "\"id\": { \"type\": \"string\" }", "\"id\": { \"type\": \"integer\" }", ChangeImpact.Breaking,
            "responses/200[].id" },
        { ", \"state\": { \"enum\": [\"open\", \"closed\"] }", "", ChangeImpact.Breaking, "responses/200[].state" },
        { "\"id\": { \"type\": \"string\" }, \"state\"", "\"id\": { \"type\": [\"string\", \"null\"] }, \"state\"",
            ChangeImpact.Breaking, "responses/200[].id" },
        { "\"required\": [\"id\"]", "\"required\": []", ChangeImpact.Breaking, "responses/200[].id" },
        { "{ \"enum\": [\"open\", \"closed\"] }", "{ \"enum\": [\"open\", \"closed\", \"new\"] }",
            ChangeImpact.PossiblyBreaking, "responses/200[].state" },
        { "{ \"enum\": [\"open\", \"closed\"] }", "{ \"enum\": [\"open\"] }", ChangeImpact.Compatible,
            "responses/200[].state" },
        { "\"scopes\": [\"read\"] }, { \"methods\": [\"apiKey\"] }", "\"scopes\": [\"read\", \"admin\"] }, "
            + "{ \"methods\": [\"apiKey\"] }", ChangeImpact.Breaking, "authAlternatives/oauth2" },
        { ", { \"methods\": [\"apiKey\"] }", "", ChangeImpact.Breaking, "authAlternatives/apiKey" },
        { "/token\", \"scopes\": [\"read\"]", "/token\", \"scopes\": [\"read\", \"write\"]", ChangeImpact.Breaking,
            "scopes" },
        { "https://shop.example/token", "https://shop.example/oauth/token", ChangeImpact.PossiblyBreaking, "tokenUrl" },
        { "https://shop.example/v1", "https://shop.example/v2", ChangeImpact.PossiblyBreaking, "baseUrl" },
        { "https://shop.example/v1", "https://api.shop.example/v1", ChangeImpact.Breaking, "baseUrl" },
        { "{ \"name\": \"region\", \"default\": \"eu\" }", "{ \"name\": \"region\" }", ChangeImpact.Breaking,
            "default" },
        { "\"standardWebhooks\"", "\"none\"", ChangeImpact.Breaking, "scheme" },
        { "\"title\": \"Shop\"", "\"title\": \"The shop\"", ChangeImpact.Compatible, "title" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_change_has_its_impact_and_place(string from, string to, ChangeImpact impact, string place)
    {
        Assert.Contains(from, Shop, StringComparison.Ordinal);

        var diff = Between(Shop, Shop.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal(impact, diff.Impact);
        Assert.Contains(diff.Changes, change => change.Place == place && change.Impact == impact);
        Assert.All(diff.Changes, change => Assert.False(string.IsNullOrWhiteSpace(change.Message)));
    }

    [Fact]
    public void A_removed_auth_method_says_that_connections_keep_their_snapshots()
    {
        var before = ConnectorDefinition.Parse(Shop);
        var after = before with { AuthMethods = [before.AuthMethods[0]] };

        var change = DefinitionDiff.Between(before, after).Changes
            .Single(change => change.Part == DefinitionPart.AuthMethod);

        Assert.Equal((ChangeKind.Removed, "/authMethods/1"), (change.Kind, change.Pointer));
        Assert.Contains("snapshots", change.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_only_written_is_no_part_of_responses()
    {
        var diff = Between(Shop, Shop.Replace("""
            "secret": { "type": "string", "writeOnly": true }
            """, """
            "secret": { "type": "integer", "writeOnly": true }
            """, StringComparison.Ordinal));

        Assert.Equal(ChangeImpact.Compatible, diff.Impact);
    }

    [Theory]
    [InlineData("""{"type":"string","nullable":true}""", """{"type":["string","null"]}""")]
    [InlineData("""{"type":["string","null"]}""", """{"anyOf":[{"type":"string"},{"type":"null"}]}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""",
        """{"allOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"required":["a"]}]}""")]
    [InlineData("""{"enum":["a"]}""", """{"const":"a"}""")]
    [InlineData("""{"maximum":1.0}""", """{"maximum":1}""")]
    public void Schemas_that_allow_the_same_are_compatible_in_both_directions(string left, string right)
    {
        Assert.Equal(ChangeImpact.Compatible, Between(Body(left), Body(right)).Impact);
        Assert.Equal(ChangeImpact.Compatible, Between(Body(right), Body(left)).Impact);
    }

    [Fact]
    public void Schemas_that_contain_themselves_and_very_many_differences_end()
    {
        var properties = (string type) =>
            string.Join(',', Enumerable.Range(0, 300).Select(number => $"\"p{number}\":{{\"type\":\"{type}\"}}"));
        const string node = """
            {"properties":{PROPERTIES,"next":{"allOf":[{"$ref":"#/schemas/Node"},{"minProperties":1}]}}}
            """;
        var before = Body(
            """{"$ref":"#/schemas/Node"}""",
            node.Replace("PROPERTIES", properties("string"), StringComparison.Ordinal));
        var after = Body(
            """{"$ref":"#/schemas/Node"}""",
            node.Replace("PROPERTIES", properties("integer"), StringComparison.Ordinal));

        var changes = Between(before, after).Changes.Where(change => change.Part == DefinitionPart.Endpoint).ToList();

        Assert.InRange(changes.Count, 50, 52);
        Assert.Contains(changes, change => change.Message.Contains("differ further", StringComparison.Ordinal));
    }

    [Fact]
    public void A_diff_is_data_and_text()
    {
        var before = ConnectorDefinition.Parse(Shop);
        var diff = DefinitionDiff.Between(before, before with { Endpoints = [], Title = "S" }).For(
            [new() { Id = new("mirror", "shop"), ConnectorId = before.Id, Endpoints = ["list"] }]);

        Assert.Equal(diff, JsonSerializer.Deserialize<DefinitionDiff>(diff.ToJson(), ConnectorJson.Options));
        Assert.Equal(
            """
            shop: 1 breaking, 1 compatible

            Breaking
              - endpoint list: The endpoint was removed (GET /orders/{shop}).

            Compatible
              ~ The title changed.

            Templates
              mirror/shop (follows the newest version): breaking: list

            """.ReplaceLineEndings("\n"),
            diff.ToText());
        Assert.Equal("shop: no changes\n", DefinitionDiff.Between(before, before).ToText());
    }

    private static DefinitionDiff Between(string before, string after) =>
        DefinitionDiff.Between(ConnectorDefinition.Parse(before), ConnectorDefinition.Parse(after));

    private static string Body(string schema, string shared = "{}") => $$$"""
        {"id":"s","title":"S","baseUrl":"https://s.example","schemas":{"Node":{{{shared}}}},
         "endpoints":[{"id":"e","method":"POST","path":"/","requestBody":{"schema":{{{schema}}}},
         "responses":[{"status":"200","contentType":"application/json","schema":{{{schema}}}}]}]}
        """;
}
