using Versori.Connectors.Invocation;

namespace Versori.Connectors.Generation.Tests;

public sealed class GraphQLImportTests
{
    private readonly IConnectorGenerator _generator = ConnectorGenerator.Create();

    [Fact]
    public async Task Queries_and_mutations_become_endpoints_and_subscriptions_are_told()
    {
        var import = await _generator.ImportAsync(GraphQLSamples.Source, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["issues", "issue", "search", "oldIssues", "serverTime", "createIssue", "deleteIssue"],
            import.Definition.Endpoints.Select(endpoint => endpoint.Id));
        Assert.Equal("https://tracker.example/api", import.Definition.BaseUrl);
        Assert.All(
            import.Definition.Endpoints,
            endpoint => Assert.Equal(("POST", "/graphql"), (endpoint.Method, endpoint.Path)));
        Assert.Equal("The tracker of our teams.", import.Definition.Description);
        Assert.True(import.Endpoint("oldIssues").Deprecated);
        Assert.Contains(import.Warnings, warning => warning.Location == "Events");
        Assert.Contains(import.Warnings, warning => warning is { Location: "Root.lost", Line: 15 });
    }

    [Fact]
    public async Task Every_operation_is_valid_and_its_selection_has_neither_cycles_nor_fields_that_need_arguments()
    {
        var import = await _generator.ImportAsync(GraphQLSamples.Source, TestContext.Current.CancellationToken);

        Assert.All(import.Definition.Endpoints, endpoint =>
            Assert.True(GraphQLDocuments.TryRead(endpoint.GraphQL!.Document, out _, out _, out _)));
        Assert.Equal(
            "query issue($id: ID!) { issue(id: $id) { id title state due author { id name title } } }",
            import.Endpoint("issue").GraphQL!.Document);
        Assert.Equal(
            "query issues($team: ID!, $first: Int, $after: String, $filter: IssueFilter) "
            + "{ issues(team: $team, first: $first, after: $after, filter: $filter) "
            + "{ pageInfo { endCursor hasNextPage } nodes { id title state due author { id name title } } totalCount } }",
            import.Endpoint("issues").GraphQL!.Document);
        Assert.Equal("query serverTime { serverTime }", import.Endpoint("serverTime").GraphQL!.Document);
    }

    [Fact]
    public async Task A_union_is_selected_by_fragments_whose_fields_do_not_conflict()
    {
        var import = await _generator.ImportAsync(GraphQLSamples.Source, TestContext.Current.CancellationToken);

        // The title of a person excludes null, that of an issue does not (GraphQL §5.3.2).
        Assert.Equal(
            "query search($text: String!) { search(text: $text) { __typename "
            + "... on Issue { id title state due author { id name title } } "
            + "... on Person { id name issues { id title state due } } } }",
            import.Endpoint("search").GraphQL!.Document);
    }

    [Fact]
    public async Task Input_types_become_schemas()
    {
        var import = await _generator.ImportAsync(GraphQLSamples.Source, TestContext.Current.CancellationToken);

        var variables = import.Endpoint("createIssue").RequestBody!.Schema!.Root;
        Assert.Equal(
            """{"$ref":"#/schemas/IssueInput"}""",
            variables.GetProperty("properties").GetProperty("input").GetRawText());
        var input = import.Definition.Schemas["IssueInput"].Root;
        Assert.Equal("""["title"]""", input.GetProperty("required").GetRawText());
        Assert.Equal(
            ["title", "state", "labels", "due", "parent"],
            input.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            """{"type":"string","enum":["OPEN","DONE"]}""", import.Definition.Schemas["State"].ToString());
        Assert.Contains(
            "#/schemas/IssueFilter", import.Definition.Schemas["IssueFilter"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Relay_connection_is_a_list_in_pages()
    {
        var import = await _generator.ImportAsync(GraphQLSamples.Source, TestContext.Current.CancellationToken);

        Assert.Equal(
            new()
            {
                Found = "body:/data/issues/pageInfo/endCursor",
                Goes = "body:/variables/after",
                Items = "/data/issues/nodes",
                Size = "body:/variables/first",
                More = "body:/data/issues/pageInfo/hasNextPage",
            },
            import.Endpoint("issues").Paging);
    }

    [Fact]
    public async Task An_introspection_result_is_read_like_a_schema_document()
    {
        var import = await _generator.ImportAsync(
            ConnectorSource.Document(GraphQLSamples.Introspection)
                .WithBaseUrl("https://shop.example/graphql")
                .WithId("shop"),
            TestContext.Current.CancellationToken);

        Assert.Equal(
            "query orders($status: [Status!]) { orders(status: $status) { id status } }",
            import.Endpoint("orders").GraphQL!.Document);
        Assert.Equal("Cancels an order.", import.Endpoint("cancelOrder").Summary);
        Assert.Equal(import.Definition, ConnectorDefinition.Parse(import.Definition.ToJson()));
    }

    [Fact]
    public async Task The_definition_is_valid_as_it_is_imported()
    {
        var import = await _generator.ImportAsync(
            GraphQLSamples.Source.WithAuth(new BearerAuth()), TestContext.Current.CancellationToken);

        Assert.All(import.Definition.Endpoints, endpoint =>
        {
            var example = ExampleArguments.Create(import.Definition, endpoint.Id, new() { IncludesOptional = true });
            Assert.Empty(example.Problems);
        });
    }

    [Theory]
    [InlineData("type Query { a: [Int }", 1)]
    [InlineData("type Query {\n  a: Int\n  b(: Int\n}", 3)]
    [InlineData("schema { query: Nothing }", null)]
    [InlineData("input A { b: Int }", null)]
    [InlineData("""{ "data": { "__schema": { "queryType": { "name": "Q" } } } }""", null)]
    [InlineData("""{ "__schema": { "queryType": { "name": "Q" }, "types": [{ "kind": "OBJECT", "name": "Q" }] } }""", null)]
    public async Task A_schema_that_cannot_be_used_is_refused_with_its_place(string text, int? line)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _generator.ImportAsync(
            ConnectorSource.Document(text).WithBaseUrl("https://a.example/graphql"),
            TestContext.Current.CancellationToken));

        Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Error.Code);
        if (line is not null) Assert.Equal(line, exception.Error.Line);
    }

    [Fact]
    public async Task Reading_requirements_bring_queries_and_never_mutations()
    {
        foreach (var requirement in (string[])["List the issues of a team", "Show one issue", "What did people change?"])
        {
            var plan = await _generator.PlanAsync(
                requirement, [GraphQLSamples.Source], TestContext.Current.CancellationToken);
            Assert.All(
                plan.Connectors[0].Definition.Endpoints,
                endpoint => Assert.StartsWith("query", endpoint.GraphQL!.Document, StringComparison.Ordinal));
        }

        var write = await _generator.PlanAsync(
            "Create an issue for each alert", [GraphQLSamples.Source], TestContext.Current.CancellationToken);
        Assert.Contains("createIssue", write.Connectors[0].Endpoints);
        Assert.True(write.Connectors[0].Choices.Single(choice => choice.EndpointId == "createIssue").RequiresConfirmation);
    }
}
