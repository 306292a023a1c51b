using System.Text;
using System.Text.Json;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Generation.Tests;

/// <summary>The URL and the headers of a call to an imported endpoint.</summary>
public class CallImportTests
{
    [Theory]
    [InlineData("/files/{*path}", "path", "files/a/b%20c.txt")]
    [InlineData("/files/{**path}", "path", "files/a/b%20c.txt")]
    [InlineData("/files/{path*}", "path", "files/a/b%20c.txt")]
    [InlineData("/files/{path+}", "path", "files/a/b%20c.txt")]
    [InlineData("/files/{+path}", "path", "files/a/b%20c.txt")]
    [InlineData("/files/{path:path}", "path", "files/a/b%20c.txt")]
    [InlineData("/files/{path:.*}", "path", "files/a/b%20c.txt")]
    [InlineData("/files/{*path}", "*path", "files/a/b%20c.txt")]
    [InlineData("/v1/{path=projects/*}:cancel", "path", "v1/a/b%20c.txt:cancel")]
    [InlineData("/v1/{path=**}", "path", "v1/a/b%20c.txt")]
    [InlineData("/v1/{path=*}", "path", "v1/a%2Fb%20c.txt")]
    [InlineData("/v1/{path:[a-z]{4}}", "path", "v1/a%2Fb%20c.txt")]
    [InlineData("/v1/{path:int}", "path", "v1/a%2Fb%20c.txt")]
    [InlineData("/v1/{path}", "path", "v1/a%2Fb%20c.txt")]
    [InlineData("/v1/{path}", "path', x-multi-segment: true, x-a: '", "v1/a/b%20c.txt")]
    [InlineData("/v1/{path}", "path', x-ms-skip-url-encoding: true, x-a: '", "v1/a/b%20c.txt")]
    [InlineData("/v1/{path}", "path', allowReserved: true, x-a: '", "v1/a/b%20c.txt")]
    public async Task A_path_value_that_can_span_segments_keeps_its_slashes(string path, string name, string url)
    {
        var endpoint = await Endpoint(
            path, $"parameters: [{{ name: '{name}', in: path, required: true, schema: {{ type: string }} }}]");

        Assert.Equal(["path"], endpoint.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(url, Url(endpoint, new() { ["path"] = "a/b c.txt" }));
        if (url.Contains("a/b", StringComparison.Ordinal))
            Assert.Throws<ConnectorException>(() => Url(endpoint, new() { ["path"] = "a/../b" }));
    }

    [Theory]
    [InlineData("/search?type=user", "{ name: q, in: query }", "search?type=user&q=1")]
    [InlineData("/search?q=0&type=user", "{ name: q, in: query, required: true }", "search?type=user&q=1")]
    [InlineData("/search?q={q}&type=user", "{ name: q, in: query }", "search?type=user&q=1")]
    [InlineData("/search?x={q}&type=user", "{ name: q, in: path, required: true }", "search?x=1&type=user")]
    [InlineData("/search{?q,page}", "{ name: q, in: query }", "search?q=1")]
    [InlineData("/search//all", "{ name: q, in: query }", "search//all?q=1")]
    [InlineData("//search", "{ name: q, in: query }", ".//search?q=1")]
    public async Task A_query_in_the_path_is_merged_and_its_slashes_are_kept(
        string path, string parameter, string url)
    {
        var endpoint = await Endpoint(path, $"parameters: [{parameter}]");

        Assert.Equal(url, Url(endpoint, new() { ["q"] = 1 }));
    }

    [Fact]
    public async Task The_query_value_in_the_path_is_the_default() => Assert.Equal(
        "search?q=0&type=user",
        Url(await Endpoint("/search?q=0&type=user", "parameters: [{ name: q, in: query, required: true }]"), []));

    [Fact]
    public async Task Parameters_with_content_are_serialized_in_their_media_type()
    {
        var endpoint = await Endpoint("/clips", """
            parameters:
              - { name: filters, in: query, content: { application/json: { schema: { type: object } } } }
              - { name: X-Scope, in: header, content: { application/json: { schema: { type: object } } } }
            """);
        using var request = Request(
            endpoint,
            new()
            {
                ["filters"] = new Dictionary<string, object?> { ["minSeconds"] = 15, ["tags"] = new[] { "a", "b" } },
                ["X-Scope"] = new Dictionary<string, object?> { ["team"] = 7 },
            });

        Assert.Equal(
            "clips?filters=%7B%22minSeconds%22%3A15%2C%22tags%22%3A%5B%22a%22%2C%22b%22%5D%7D",
            request.RequestUri!.OriginalString);
        Assert.Equal("""{"team":7}""", string.Join(',', request.Headers.NonValidated["X-Scope"]));
        using var other = Request(endpoint, new() { ["X-Scope"] = new Dictionary<string, object?> { ["team"] = "ü" } });
        Assert.Equal("""{"team":"\u00FC"}""", string.Join(',', other.Headers.NonValidated["X-Scope"]));
    }

    [Fact]
    public async Task Booleans_and_numbers_are_compared_with_enums_as_json_values()
    {
        var endpoint = await Endpoint("/orders", """
            parameters:
              - { name: confirm, in: query, schema: { type: boolean, enum: [true] } }
              - { name: dry, in: query, schema: { const: false } }
              - { name: rate, in: query, schema: { type: number, enum: [1.0, 2.5] } }
            """);

        Assert.Equal(
            "orders?confirm=true&dry=false&rate=1",
            Url(endpoint, new() { ["confirm"] = true, ["dry"] = false, ["rate"] = 1 }));
        var error = Assert.Throws<ConnectorException>(() => Url(endpoint, new() { ["confirm"] = false })).Error;
        Assert.Contains("allowed values: true.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_parameter_with_one_value_and_an_internal_one_are_filled_in()
    {
        var endpoint = await Endpoint("/{version}/orders", """
            parameters:
              - { name: version, in: path, required: true, schema: { type: string, enum: [v1] } }
              - { name: X-Target, in: header, required: true, schema: { type: string, enum: [Orders.List] } }
              - { name: flag, in: query, required: true, schema: { const: true } }
              - { name: client, in: query, x-internal: true, schema: { type: string, default: web } }
              - { name: optional, in: query, schema: { enum: [a] } }
              - { name: free, in: query, required: true, schema: { type: string, default: b } }
            """);
        using var request = Request(endpoint, new() { ["free"] = "c" });

        Assert.Equal("v1/orders?flag=true&client=web&free=c", request.RequestUri!.OriginalString);
        Assert.Equal("Orders.List", request.Headers.GetValues("X-Target").Single());
        Assert.Equal(
            ["free"],
            Assert.Throws<ConnectorException>(() => Url(endpoint, [])).Errors.Select(error => error.Location));
    }

    [Fact]
    public async Task Invalid_header_names_are_reported_at_import()
    {
        var import = await Import("/a", """
            parameters:
              - { name: 'X Bad Name', in: header, required: true, schema: { type: string } }
              - { name: 'X-Colon:', in: header, schema: { type: string } }
            """);

        Assert.Equal(["X-Colon"], import.Endpoint("e").Parameters.Select(parameter => parameter.Name));
        Assert.Contains(import.Warnings, warning => warning.Location == "/paths/~1a/get/parameters/0");
        Assert.Contains(import.Warnings, warning => warning.Location == "/paths/~1a/get/parameters/1");
    }

    [Theory]
    [InlineData("{ name: q, in: matrix, schema: { type: string } }")]
    [InlineData("{ name: q, schema: { type: string } }")]
    public async Task A_parameter_at_an_unknown_place_is_reported_and_the_others_are_kept(string parameter)
    {
        var import = await Import(
            "/a", $"parameters: [{parameter}, {{ name: page, in: query, schema: {{ type: integer }} }}]");

        Assert.Equal(["page"], import.Endpoint("e").Parameters.Select(found => found.Name));
        Assert.Contains(
            import.Warnings,
            warning => warning.Location!.StartsWith("/paths/~1a/get/parameters/0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Omissions_are_reported()
    {
        var import = await Import("/a", """
            parameters: [{ name: Accept, in: header, schema: { type: string } }]
            callbacks: { done: { '{$request.body#/url}': { post: { responses: {} } } } }
            """, "{ '200': { description: ok, links: { next: { operationId: e } } } }");

        Assert.Equal(
            [
                "/paths/~1a/get/callbacks/done/{$request.body#~1url}/post",
                "/paths/~1a/get/parameters/0",
                "/paths/~1a/get/responses/200/links",
            ],
            import.Warnings.Where(warning => warning.Location!.Contains("~1a", StringComparison.Ordinal))
                .Select(warning => warning.Location).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_method_without_its_own_field_is_imported()
    {
        var import = await Samples.Import(Samples.With(
            document: "  /b:\n    additionalOperations: { COPY: { operationId: copy, responses: {} } }")
            .Replace("3.0.0", "3.2.0", StringComparison.Ordinal));

        Assert.Equal("COPY", import.Endpoint("copy").Method);
    }

    [Fact]
    public async Task A_definition_can_be_written_and_read_at_the_depth_of_its_import()
    {
        var schema = new StringBuilder("""{"type":"string"}""");
        for (var i = 0; i < 90; i++) schema.Insert(0, """{"properties":{"a":""").Append("}}");
        var import = await Samples.Import(
            """{"openapi":"3.1.0","info":{"title":"T","version":"1"},"servers":[{"url":"https://t.example"}],"paths":"""
            + """{"/a":{"get":{"operationId":"a","responses":{"200":{"content":{"application/json":{"schema":"""
            + schema + "}}}}}}}}");

        Assert.Equal(import.Definition, ConnectorDefinition.Parse(import.Definition.ToJson()));
    }

    [Fact]
    public void A_definition_can_name_its_schema()
    {
        var definition = ConnectorDefinition.Parse("""
            {"$schema":"https://example.com/s.json","id":"t","title":"T","baseUrl":"https://t.example"}
            """);

        Assert.Equal("https://example.com/s.json", definition.SchemaUrl);
        Assert.Contains("\"$schema\"", definition.ToJson(), StringComparison.Ordinal);
    }

    private static async Task<ConnectorEndpoint> Endpoint(string path, string operation) =>
        (await Import(path, operation)).Endpoint("e");

    private static Task<ImportedConnector> Import(string path, string operation, string responses = "{}") =>
        Samples.Import($$"""
            openapi: 3.1.0
            info: { title: T, version: "1" }
            servers: [{ url: "https://t.example" }]
            components: { securitySchemes: { t: { type: http, scheme: bearer } } }
            paths:
              {{JsonSerializer.Serialize(path)}}:
                get:
                  operationId: e
                  responses: {{responses}}
            {{string.Join('\n', operation.Split('\n').Select(line => "      " + line))}}
            """);

    private static HttpRequestMessage Request(ConnectorEndpoint endpoint, EndpointArguments arguments) =>
        new EndpointRequestFactory(endpoint, new Dictionary<string, JsonSchema>()).Create(arguments);

    private static string Url(ConnectorEndpoint endpoint, EndpointArguments arguments) =>
        Request(endpoint, arguments).RequestUri!.OriginalString;
}
