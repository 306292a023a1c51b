using Versori.Connectors.Catalog;

namespace Versori.Connectors.Tests.Invocation.Protocols;

/// <summary>GraphQL and SOAP operations are checked when a definition is saved.</summary>
public sealed class ProtocolDefinitionTests
{
    private const string Place = "/endpoints/0/graphQL/document";

    [Theory]
    [InlineData("query A { a { ...F @defer } } fragment F on T { b }", Place, "@defer")]
    [InlineData("query A { a @stream(initialCount: 1) { b } }", Place, "@stream")]
    [InlineData("query A { a { ... on T @defer { b } } }", Place, "@defer")]
    [InlineData("query A { a { ...F } } fragment F on T { b { ... @defer { c } } }", Place, "@defer")]
    [InlineData("subscription A { a }", Place, "subscription")]
    [InlineData("query A {\n a {\n }", Place, "line 3")]
    [InlineData("", Place, "no operation")]
    [InlineData("query A {", Place, "not a GraphQL document")]
    [InlineData("fragment F on T { b }", Place, "no operation")]
    [InlineData("query A { a(id: $id) }", Place, "'$id'")]
    [InlineData("query A { a(f: {b: [$id]}) }", Place, "'$id'")]
    [InlineData("query A { ...F }", Place, "'F'")]
    [InlineData("query B { a }", "/endpoints/0/graphQL/operationName", "B")]
    [InlineData("query A($id: ID!) { a(id: $id) }", "/endpoints/0/requestBody/schema", "'$id'")]
    [InlineData("query A { a }", "/endpoints/0/requestBody/schema/properties/first", "'$first'")]
    public void A_graphql_operation_is_checked(string document, string place, string message)
    {
        var problems = ProblemsOf(Endpoint(document));

        var problem = Assert.Single(problems, problem => problem.Location == place);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_valid_operation_has_no_problem() =>
        Assert.Empty(ProblemsOf(Endpoint("query A($first: Int) { a(n: $first) { b @skip(if: false) } }")));

    [Fact]
    public void A_document_with_several_operations_needs_a_name()
    {
        var endpoint = Endpoint("query A($first: Int) { a(n: $first) } query B { b }");

        Assert.Empty(ProblemsOf(endpoint));
        var unnamed = endpoint with { GraphQL = endpoint.GraphQL! with { OperationName = null } };
        Assert.Equal("/endpoints/0/graphQL/operationName", Assert.Single(ProblemsOf(unnamed)).Location);
    }

    [Fact]
    public void A_document_that_is_nested_deeply_is_refused()
    {
        var depth = 100_000;
        var document = $"query A {{ {string.Concat(Enumerable.Repeat("a{", depth))}";

        Assert.Contains("deeper", Assert.Single(ProblemsOf(Endpoint(document))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public void The_method_is_post(string method)
    {
        var query = Endpoint("query A($first: Int) { a(n: $first) }") with { Method = method };
        Assert.Equal("/endpoints/0/method", Assert.Single(ProblemsOf(query)).Location);
        Assert.Equal("/endpoints/0/method", Assert.Single(ProblemsOf(Soap() with { Method = method })).Location);
    }

    [Fact]
    public void A_soap_operation_is_checked()
    {
        Assert.Empty(ProblemsOf(Soap()));

        var problems = ProblemsOf(Soap() with
        {
            Soap = new()
            {
                Element = "a:b",
                Action = "x\"\r\ny",
                Namespace = "http://www.w3.org/2000/xmlns/",
                HeaderParts = [new() { Field = "none" }],
            },
        });

        Assert.Equal(
            ["action", "element", "namespace", "headerParts/0/field"],
            problems.Select(problem => problem.Location!["/endpoints/0/soap/".Length..]));
    }

    [Fact]
    public void An_endpoint_has_one_protocol() => Assert.Contains(
        ProblemsOf(Soap() with { GraphQL = new() { Document = "{ a }" } }),
        problem => problem.Location == "/endpoints/0/soap");

    private static IReadOnlyList<ConnectorError> ProblemsOf(ConnectorEndpoint endpoint)
    {
        var problems = new DefinitionProblems();
        ProtocolProblems.Check("/endpoints/0", endpoint, new Dictionary<string, JsonSchema>(), problems);
        return problems.All;
    }

    private static ConnectorEndpoint Endpoint(string document) => new()
    {
        Id = "call",
        Method = "POST",
        Path = "/graphql",
        RequestBody = new()
        {
            Schema = JsonSchema.Parse(
                """{"type":"object","additionalProperties":false,"properties":{"first":{"type":"integer"}}}"""),
        },
        GraphQL = new() { Document = document, OperationName = "A" },
    };

    private static ConnectorEndpoint Soap() => new()
    {
        Id = "call",
        Method = "POST",
        Path = "/soap",
        Soap = new() { Element = "Get", Namespace = "urn:o", Action = "urn:o/Get" },
    };
}
