using System.Text.Json.Nodes;

namespace Versori.Connectors.Tests.Invocation.Examples;

/// <summary>Example arguments of whole endpoints.</summary>
public class ExampleArgumentTests
{
    private static readonly JsonSchema Order = JsonSchema.Parse("""
        {"type":"object","required":["sku"],"properties":{"sku":{"type":"string"},"note":{"type":"string"}}}
        """);

    [Fact]
    public void Required_parameters_and_fields_get_values()
    {
        var example = Create(Requests.Post(
            new() { Schema = Order, Required = true },
            "/orders/{id}",
            Requests.Parameter(ParameterLocation.Path, "id", """{"type":"integer"}"""),
            Requests.Parameter(ParameterLocation.Query, "mode", """{"enum":["fast"]}""", required: true),
            Requests.Parameter(ParameterLocation.Query, "page", """{"type":"integer"}""")));

        Assert.Empty(example.Problems);
        Assert.Equal(["id", "mode", "body"], example.Arguments.Select(argument => argument.Key));
        Assert.Equal("""{"sku":"text"}""", Assert.IsType<JsonObject>(example.Arguments["body"]).ToJsonString());
        Assert.Equal("application/json", example.ContentType);
        Assert.Equal(ExampleOrigin.Allowed, example.Origins["mode"]);
    }

    [Fact]
    public void Optional_parameters_and_fields_get_values_if_the_options_say_so()
    {
        var example = Create(
            Requests.Post(
                new() { Schema = Order },
                "/orders",
                Requests.Parameter(ParameterLocation.Query, "page", """{"type":"integer"}"""),
                Requests.Parameter(ParameterLocation.Header, "Authorization", """{"type":"string"}""")),
            new() { IncludesOptional = true });

        Assert.Equal(["page", "body"], example.Arguments.Select(argument => argument.Key));
        Assert.Equal(
            """{"sku":"text","note":"text"}""",
            Assert.IsType<JsonObject>(example.Arguments["body"]).ToJsonString());
    }

    [Fact]
    public void An_example_of_the_document_is_used_unless_it_is_wrong_or_ignored()
    {
        var parameter = Requests.Parameter(ParameterLocation.Path, "id", """{"type":"integer"}""");
        var right = Requests.Get("/x/{id}", parameter with { Example = JsonFragment.Parse("42") });
        var wrong = Requests.Get("/x/{id}", parameter with { Example = JsonFragment.Parse("\"abc\"") });

        Assert.Equal("42", Text(Create(right), "id"));
        Assert.Equal("1", Text(Create(wrong), "id"));
        Assert.Equal("1", Text(Create(right, new() { IgnoresExamples = true }), "id"));
    }

    [Theory]
    [InlineData("\"true\"", """{"type":"boolean"}""", "true")]
    [InlineData("\"12\"", """{"type":"integer"}""", "12")]
    [InlineData("7", """{"type":"string"}""", "\"7\"")]
    [InlineData("\"a,b\"", """{"type":"array","items":{"type":"string"}}""", """["a","b"]""")]
    [InlineData("\"1, 2\"", """{"type":"array","items":{"type":"integer"}}""", "[1,2]")]
    [InlineData("\"2008-01-02\"", """{"type":"string","format":"date-time"}""", "\"2024-01-01T00:00:00Z\"")]
    public void An_example_that_is_written_as_it_is_sent_gets_its_type(string example, string schema, string expected)
    {
        var parameter = Requests.Parameter(ParameterLocation.Query, "p", schema, required: true);
        var created = Create(Requests.Get("/x", parameter with { Example = JsonFragment.Parse(example) }));

        Assert.Equal(expected, Assert.IsAssignableFrom<JsonNode>(created.Arguments["p"]).ToJsonString());
    }

    [Fact]
    public void Parameters_that_share_a_name_are_qualified()
    {
        var example = Create(Requests.Post(
            new() { Schema = Order, Required = true },
            "/x/{id}",
            Requests.Parameter(ParameterLocation.Query, "id", """{"type":"string"}""", required: true),
            Requests.Parameter(ParameterLocation.Query, "body", """{"type":"string"}""", required: true)));

        Assert.Empty(example.Problems);
        Assert.Equal(["query.id", "query.body", "id", "body"], example.Arguments.Select(argument => argument.Key));
    }

    [Theory]
    [InlineData("""{"type":"array","items":{"type":"string"}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""")]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"enum":["",".","x"]}""")]
    [InlineData("""{"type":"string","maxLength":1}""")]
    [InlineData("""{"type":"string","pattern":"^\\.*$"}""")]
    [InlineData("""{"type":["null","string"],"enum":[null,"a"]}""")]
    public void A_path_always_has_a_value(string schema)
    {
        var endpoint = Requests.Get("/x/{id}/y", Requests.Parameter(ParameterLocation.Path, "id", schema));
        var example = Create(endpoint);
        using var request = endpoint.Create(example.Arguments);

        Assert.DoesNotContain("//", request.RequestUri!.OriginalString, StringComparison.Ordinal);
        Assert.StartsWith("x/", request.RequestUri.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("/y", request.RequestUri.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "{\"sku\":\"text\"}")]
    [InlineData("application/x-www-form-urlencoded", "sku=text")]
    [InlineData("application/xml", "<root><sku>text</sku></root>")]
    [InlineData("application/x-ndjson", "{\"sku\":\"text\"}\n")]
    [InlineData("text/plain", "{\"sku\":\"text\"}")]
    [InlineData("image/png", "text")]
    public void A_body_has_the_form_of_its_media_type(string contentType, string expected)
    {
        var endpoint = Requests.Post(new() { ContentType = contentType, Schema = Order, Required = true });
        var example = Create(endpoint);
        using var request = endpoint.Create(example.Arguments);

        Assert.Empty(example.Problems);
        Assert.Equal(expected, request.BodyText());
    }

    [Fact]
    public void A_multipart_body_has_files()
    {
        var endpoint = Requests.Post(new()
        {
            ContentType = "multipart/form-data",
            Required = true,
            Schema = JsonSchema.Parse("""
                {"type":"object","required":["file","files","name"],"properties":{"name":{"type":"string"},
                 "file":{"type":"string","format":"binary"},
                 "files":{"type":"array","items":{"type":"string","format":"binary"}}}}
                """),
        });
        var example = Create(endpoint);
        using var request = endpoint.Create(example.Arguments);

        Assert.Empty(example.Problems);
        var body = request.BodyText();
        Assert.Contains("name=\"file\"; filename=\"file\"", body, StringComparison.Ordinal);
        Assert.Contains("name=\"files\"; filename=\"files\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_endpoint_is_an_error_with_its_id()
    {
        var exception = Assert.Throws<ConnectorException>(() => ExampleArguments.Create(Define([]), "other"));

        Assert.Equal((ConnectorErrorCode.UnknownEndpoint, "other"), (exception.Error.Code, exception.Error.Location));
    }

    private static EndpointExample Create(ConnectorEndpoint endpoint, ExampleOptions? options = null) =>
        ExampleArguments.Create(Define([endpoint]), endpoint.Id, options);

    private static ConnectorDefinition Define(IReadOnlyList<ConnectorEndpoint> endpoints) => new()
    {
        Id = ConnectorId.Parse("system"),
        Title = "System",
        BaseUrl = "https://api.example.com",
        Endpoints = endpoints,
    };

    private static string? Text(EndpointExample example, string name) => example.Arguments[name]?.ToString();
}
