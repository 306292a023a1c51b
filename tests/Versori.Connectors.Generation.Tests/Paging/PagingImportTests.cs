namespace Versori.Connectors.Generation.Tests.Paging;

/// <summary>What documents state about pages, and what is guessed.</summary>
public sealed class PagingImportTests
{
    private const string Value = """
        {type: object, properties: {value: {type: array, items: {type: object}}, nextLink: {type: string}}}
        """;

    private const string Data = """
        {type: object, properties: {data: {type: array, items: {type: object, properties: {id: {type: string}}}},
         meta: {type: object, properties: {next: {type: string}}}}}
        """;

    [Fact]
    public async Task Pageable_states_the_link_and_the_items()
    {
        var paging = await PagingOf("x-ms-pageable: { nextLinkName: nextLink, itemName: value }", Value);

        Assert.Equal(
            new EndpointPaging { Found = "body:/nextLink", Goes = "url", Items = "/value" }, paging);
    }

    [Fact]
    public async Task Pageable_without_a_link_has_one_page() =>
        Assert.Null(await PagingOf("x-ms-pageable: { nextLinkName: null }", Value, Parameters("$skip", "$top")));

    [Fact]
    public async Task A_link_of_OData_is_stated() => Assert.Equal(
        new EndpointPaging { Found = "body:/@odata.nextLink", Goes = "url", Items = "/value" },
        await PagingOf("", Value.Replace("nextLink", "'@odata.nextLink'", StringComparison.Ordinal)));

    [Fact]
    public async Task The_extension_of_Fern_states_a_cursor() => Assert.Equal(
        new EndpointPaging { Found = "body:/meta/next", Goes = "query:at", Items = "/data" },
        await PagingOf(
            "x-fern-pagination: { cursor: $request.at, next_cursor: $response.meta.next, results: $response.data }",
            Data,
            Parameters("at")));

    [Fact]
    public async Task The_extension_of_Speakeasy_states_an_offset() => Assert.Equal(
        new EndpointPaging { Found = "count", Goes = "query:position", Items = "/data", Size = "query:many" },
        await PagingOf(
            """
            x-speakeasy-pagination:
              type: offsetLimit
              inputs:
                - { name: position, in: parameters, type: offset }
                - { name: many, in: parameters, type: limit }
              outputs: { results: $.data }
            """,
            Data,
            Parameters("position", "many")));

    [Fact]
    public async Task The_extension_of_Speakeasy_states_a_cursor() => Assert.Equal(
        new EndpointPaging { Found = "body:/meta/next", Goes = "query:at", Items = "/data" },
        await PagingOf(
            """
            x-speakeasy-pagination:
              type: cursor
              inputs: [{ name: at, in: parameters, type: cursor }]
              outputs: { results: $.data, nextCursor: $.meta.next }
            """,
            Data,
            Parameters("at")));

    [Theory]
    [InlineData("x-ms-pageable: []")]
    [InlineData("x-ms-pageable: { nextLinkName: 7, itemName: [] }")]
    [InlineData("x-fern-pagination: { cursor: [], results: $request }")]
    [InlineData("x-fern-pagination: true")]
    [InlineData("x-speakeasy-pagination: { inputs: {}, outputs: [] }")]
    [InlineData("x-speakeasy-pagination: { inputs: [7, {}], outputs: {} }")]
    public async Task Malformed_extensions_are_no_errors(string extension) => await PagingOf(extension, Data);

    [Fact]
    public async Task A_description_that_refers_to_the_link_header_states_it() => Assert.Equal(
        "link:next",
        (await PagingOf("description: Use the Link header to page.", "{type: array, items: {type: object}}"))!.Found);

    [Theory]
    [InlineData("start", false)]
    [InlineData("start,limit", true)]
    [InlineData("from", false)]
    [InlineData("from,size", true)]
    [InlineData("from,to", false)]
    [InlineData("offset,limit", true)]
    [InlineData("offset", true)]
    public async Task A_start_is_an_offset_only_with_a_size_beside_it(string names, bool isPaged)
    {
        var schema = Data.Replace("next", "other", StringComparison.Ordinal);

        var paging = await PagingOf("", schema, Parameters(names.Split(',')));

        Assert.Equal(isPaged ? "count" : null, paging?.Found);
        Assert.Equal(isPaged, paging?.Basis == PagingBasis.Guessed);
    }

    [Theory]
    [InlineData("{ name: page, in: query, schema: { type: integer, default: 0 } }", "0")]
    [InlineData("{ name: page, in: query, schema: { type: integer, minimum: 1 } }", "1")]
    [InlineData("{ name: page, in: query, description: 'Zero-based.', schema: { type: integer } }", "0")]
    [InlineData("{ name: page, in: query, schema: { type: integer } }", null)]
    public async Task The_number_of_the_first_page_is_taken_from_the_document(string parameter, string? start)
    {
        var paging = await PagingOf("", "{type: array, items: {type: object}}", parameter);

        Assert.Equal(("page", start), (paging!.Found, paging.Start));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/vnd.api+json", true)]
    [InlineData("text/json", true)]
    [InlineData("*/*", true)]
    [InlineData("application/xml", false)]
    [InlineData("application/atom+xml", false)]
    [InlineData("text/csv", false)]
    [InlineData("application/x-ndjson", false)]
    [InlineData("application/json-seq", false)]
    public async Task Only_lists_that_can_be_read_as_JSON_are_paged(string mediaType, bool isPaged)
    {
        var document = Document("x-ms-pageable: { nextLinkName: nextLink, itemName: value }", Value)
            .Replace("application/json", $"'{mediaType}'", StringComparison.Ordinal);

        var endpoint = (await Samples.Import(document)).Endpoint("a");

        Assert.Equal(isPaged, endpoint.Paging is not null);
    }

    [Fact]
    public async Task A_list_in_JSON_and_XML_is_read_as_JSON()
    {
        var document = Document("", Data, Parameters("cursor"))
            .Replace("application/json:", "text/xml: {}, text/json:", StringComparison.Ordinal);

        var endpoint = (await Samples.Import(document)).Endpoint("a");

        Assert.Equal("text/json", endpoint.Responses[0].ContentType);
        Assert.Equal("body:/meta/next", endpoint.Paging?.Found);
    }

    [Fact]
    public async Task The_maximum_of_the_size_and_a_switch_are_kept()
    {
        var paging = await PagingOf(
            "",
            Data,
            "{ name: marker, in: query, schema: { type: string } }",
            "{ name: usemarker, in: query, schema: { type: boolean } }",
            "{ name: limit, in: query, schema: { type: integer, maximum: 200 } }");

        Assert.Equal(("query:limit", 200), (paging!.Size, paging.MaximumSize));
        Assert.Equal("true", paging.Arguments["usemarker"]);
    }

    [Fact]
    public async Task A_total_of_another_list_does_not_end_a_list()
    {
        var paging = await PagingOf(
            "",
            """
            {type: object, properties: {items: {type: array, items: {type: object}}, path: {type: object, properties:
             {total_count: {type: integer}, entries: {type: array, items: {type: object}}}}}}
            """,
            Parameters("offset", "limit"));

        Assert.Equal(("count", "/items", null), (paging!.Found, paging.Items, paging.More));
    }

    [Fact]
    public async Task A_plan_asks_which_of_several_arrays_has_the_items()
    {
        var plan = await ConnectorGenerator.Create().PlanAsync(
            "list the things",
            [
                ConnectorSource.OpenApi(Document(
                    "summary: List the things",
                    """
                    {type: object, properties: {old: {type: array, items: {type: object}},
                     young: {type: array, items: {type: object}}, next_cursor: {type: string}}}
                    """,
                    Parameters("cursor"))),
            ]);

        var connector = Assert.Single(plan.Connectors);
        Assert.Null(Assert.Single(connector.Definition.Endpoints).Paging!.Items);
        Assert.Contains(
            connector.OpenQuestions,
            question => question.Text.Contains("'/old', '/young'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recursive_schema_is_read_within_limits()
    {
        var import = await Samples.Import(Document(
            "",
            "{$ref: '#/components/schemas/Node'}",
            Parameters("cursor", "limit")) + """

            components:
              schemas:
                Node:
                  type: object
                  allOf: [{ $ref: '#/components/schemas/Node' }]
                  properties:
                    child: { $ref: '#/components/schemas/Node' }
                    nodes: { type: array, items: { $ref: '#/components/schemas/Node' } }
                    next_cursor: { type: string }
            """);

        Assert.Equal("body:/next_cursor", import.Endpoint("a").Paging!.Found);
    }

    private static async Task<EndpointPaging?> PagingOf(string operation, string schema, params string[] parameters) =>
        (await Samples.Import(Document(operation, schema, parameters))).Endpoint("a").Paging;

    private static string[] Parameters(params string[] names) =>
        [.. names.Select(name => $$"""{ name: '{{name}}', in: query, schema: { type: {{TypeOf(name)}} } }""")];

    private static string TypeOf(string name) => name is "at" or "cursor" ? "string" : "integer";

    private static string Document(string operation, string schema, params string[] parameters) => $$"""
        openapi: 3.0.0
        info: { title: T, version: "1" }
        servers: [{ url: "https://t.example" }]
        paths:
          /things:
            get:
              operationId: a
              parameters: [{{string.Join(", ", parameters)}}]
              responses:
                "200":
                  description: OK
                  content: { application/json: { schema: {{schema.ReplaceLineEndings(" ")}} } }
        {{string.Join('\n', operation.Split('\n').Select(line => "      " + line))}}
        """;
}
