namespace Versori.Connectors.Tests.Catalog;

/// <summary>All problems of a definition's JSON are reported at once, and its text is stable.</summary>
public sealed class DocumentProblemTests
{
    private const string Bad = """
        {
          "id": "shop",
          "titel": "Shop",
          "baseUrl": 7,
          "authMethods": [
            { "type": "oauth2", "grant": "clientCredential", "tokenUri": "https://t.example" },
            { "type": "oauth3" },
            null
          ],
          "endpoints": [
            { "id": "a", "method": "GET", "path": "/", "parameters": [{ "name": "p", "in": "body" }] },
            { "method": "GET", "path": "/b", "deprecated": "yes", "weight": "x", "responses": {} }
          ],
          "schemas": { "A": 3 }
        }
        """;

    [Fact]
    public void Every_problem_of_a_document_is_reported_with_place_line_and_the_most_similar_names()
    {
        var errors = Assert.Throws<ConnectorException>(() => ConnectorDefinition.Parse(Bad)).Errors;

        (string Pointer, int Line, string Expected)[] expected =
        [
            ("/titel", 3, "title"), ("/baseUrl", 4, "a text, not a number"),
            ("/authMethods/0/grant", 6, "clientCredentials"), ("/authMethods/0/tokenUri", 6, "tokenUrl"),
            ("/authMethods/1", 7, "oauth2"), ("/authMethods/2", 8, "Remove the entry"),
            ("/endpoints/0/parameters/0/in", 11, "query"), ("/endpoints/1/deprecated", 12, "true or false"),
            ("/endpoints/1/weight", 12, "a whole number"), ("/endpoints/1/responses", 12, "a list"),
            ("/endpoints/1", 12, "'id'"), ("/schemas/A", 14, "JSON Schema"), ("", 1, "'title'"),
        ];
        Assert.Equal(
            expected.Select(error => (error.Pointer, error.Line)),
            errors.Select(error => (error.Location!, error.Line!.Value)));
        Assert.All(errors.Zip(expected), pair => Assert.Contains(pair.Second.Expected, pair.First.Message));
    }

    [Fact]
    public void A_document_with_very_many_problems_is_refused_with_the_first_hundred()
    {
        var members = string.Join(',', Enumerable.Range(0, 500).Select(number => $"\"x{number}\":1"));

        var errors = Assert.Throws<ConnectorException>(() => ConnectorDefinition.Parse($"{{{members}}}")).Errors;

        Assert.Equal((101, "/x0"), (errors.Count, errors[0].Location));
        Assert.Contains("further", errors[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_of_the_former_format_with_another_problem_names_only_that_problem()
    {
        const string json = """
            {"id":"s","title":"S","baseUrl":"https://s.example",
             "authMethods":[{"type":"bearer","rejectedStatuses":[401],"wrong":1}]}
            """;

        var error = Assert.Single(Assert.Throws<ConnectorException>(() => ConnectorDefinition.Parse(json)).Errors);

        Assert.Equal("/authMethods/0/wrong", error.Location);
    }

    [Fact]
    public void The_text_does_not_depend_on_the_order_of_maps_and_of_schema_keywords()
    {
        var schema = """{"type":"object","required":["b"],"properties":{"b":{"type":"string","maxLength":3},"a":{}}}""";
        var other = """{"properties":{"b":{"maxLength":3,"type":"string"},"a":{}},"required":["b"],"type":"object"}""";
        ConnectorDefinition[] definitions =
        [
            Definition(("X-B", "2"), ("X-A", "1"), ("Two", schema), ("One", "true")),
            Definition(("X-A", "1"), ("X-B", "2"), ("One", "true"), ("Two", other)),
        ];

        Assert.Equal(definitions[0], definitions[1]);
        Assert.Equal(definitions[0].ToJson(), definitions[1].ToJson());
        Assert.DoesNotContain('\r', definitions[0].ToJson());
        Assert.All(definitions, definition => Assert.Equal(definition, ConnectorDefinition.Parse(definition.ToJson())));

        static ConnectorDefinition Definition(
            (string Name, string Value) header1,
            (string Name, string Value) header2,
            (string Name, string Value) schema1,
            (string Name, string Value) schema2) => CatalogHost.Definition() with
            {
                Headers = new OrderedDictionary<string, string>
                {
                    [header1.Name] = header1.Value,
                    [header2.Name] = header2.Value,
                },
                Schemas = new OrderedDictionary<string, JsonSchema>
                {
                    [schema1.Name] = JsonSchema.Parse(schema1.Value),
                    [schema2.Name] = JsonSchema.Parse(schema2.Value),
                },
            };
    }

    [Fact]
    public void The_names_of_properties_and_the_members_of_values_keep_their_order()
    {
        var definition = CatalogHost.Definition() with
        {
            Schemas = new Dictionary<string, JsonSchema>
            {
                ["A"] = JsonSchema.Parse("""{"properties":{"z":{},"a":{}},"default":{"z":1,"a":2}}"""),
            },
        };

        var text = string.Concat(definition.ToJson().Where(character => !char.IsWhiteSpace(character)));

        Assert.Contains(
            """{"default":{"z":1,"a":2},"properties":{"z":{},"a":{}}}""", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoints_in_another_order_have_the_same_text_in_stable_order()
    {
        var first = CatalogHost.Definition("shop", "b", "a", "c").InStableOrder();
        var second = CatalogHost.Definition("shop", "c", "b", "a").InStableOrder();

        Assert.Equal(first.ToJson(), second.ToJson());
        Assert.Equal(["a", "b", "c"], first.Endpoints.Select(endpoint => endpoint.Id));
    }
}
