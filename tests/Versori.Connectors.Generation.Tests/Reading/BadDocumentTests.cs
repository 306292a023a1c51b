namespace Versori.Connectors.Generation.Tests;

public class BadDocumentTests
{
    [Fact]
    public async Task The_error_for_invalid_json_has_the_pointer_and_the_line()
    {
        var error = await Samples.Refused("{\n \"openapi\": \"3.0.0\",\n \"paths\": {\n  \"/a\": [1, 2, }\n }\n}");

        Assert.Equal((ConnectorErrorCode.InvalidDocument, "/paths/~1a/1", 4), (error.Code, error.Location, error.Line));
    }

    [Fact]
    public async Task The_error_for_invalid_yaml_has_the_pointer_and_the_line()
    {
        var error = await Samples.Refused("openapi: 3.0.0\npaths:\n  /a:\n    get: [1, 2\n  b: }\n");

        Assert.Equal(ConnectorErrorCode.InvalidDocument, error.Code);
        Assert.StartsWith("/paths/~1a", error.Location, StringComparison.Ordinal);
        Assert.Equal(4, error.Line);
    }

    [Fact]
    public async Task The_error_for_a_later_yaml_mistake_has_its_line() =>
        Assert.Equal(4, (await Samples.Refused("openapi: 3.0.0\npaths:\n  /a:\n    get: 'text\n")).Line);

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n\t ", "empty")]
    [InlineData("# only a comment", "empty")]
    [InlineData("<!DOCTYPE html><html></html>", "HTML")]
    [InlineData("just some words", "plain text")]
    [InlineData("[1, 2]", "a list")]
    [InlineData("{\"info\": {}}", "neither a field 'openapi'")]
    [InlineData("openapi: 4.0.0", "4.0.0 cannot be read")]
    [InlineData("swagger: '1.2'", "1.2 cannot be read")]
    [InlineData("openapi: 3.0.0\npaths: {}", "no operations")]
    [InlineData("openapi: 3.0.0\npaths: 7", "no operations")]
    [InlineData(
        "openapi: 3.1.0\nservers: [{url: 'https://a.example'}]\npaths: {/a: {x-get: {}, get: null}}", "no operations")]
    [InlineData("openapi: 3.0.0\npaths: {/a: {get: {}}}", "WithBaseUrl")]
    [InlineData("openapi: 3.0.0\nservers: [{url: /api}]\npaths: {/a: {get: {}}}", "WithBaseUrl")]
    [InlineData("swagger: 2.0\npaths: {/a: {get: {}}}", "WithBaseUrl")]
    [InlineData("a: *nobody", "has no anchor")]
    [InlineData("a: &a [*a]", "recursive schemas")]
    [InlineData("? [a, b]\n: c", "plain text")]
    [InlineData("<<: 3", "merge key")]
    public async Task The_error_for_an_unusable_document_states_the_reason(string text, string expected)
    {
        var error = await Samples.Refused(text);

        Assert.Equal(ConnectorErrorCode.InvalidDocument, error.Code);
        Assert.Contains(expected, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(error.Location);
    }

    [Theory]
    [InlineData("openapi: 3.0.0\ninfo: {}\nservers:\n  - url: /api\npaths: {/a: {get: {}}}", "/servers/0", 4)]
    [InlineData("openapi: 3.0.0\ninfo: {}\npaths:\n  /a: {}", "/paths", 3)]
    [InlineData("info: {}\nopenapi: 9.0.0", "/openapi", 2)]
    public async Task Errors_in_a_readable_document_report_their_line(
        string text, string pointer, int line)
    {
        var error = await Samples.Refused(text);

        Assert.Equal((pointer, line), (error.Location, error.Line));
    }

    [Fact]
    public async Task A_document_that_is_too_large_is_refused() =>
        Assert.Contains(
            "1024 bytes",
            (await Samples.Refused(new string(' ', 1025), new() { MaximumDocumentSize = 1024 })).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task An_alias_bomb_is_refused_before_it_fills_the_memory()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(
                Enumerable.Range(1, 20)
                    .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Contains(
            "larger than",
            (await Samples.Refused(bomb, new() { MaximumDocumentSize = 1 << 20 })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nested_merges_are_refused_before_they_fill_the_memory()
    {
        var chain = "a0: &a0 { x: 1 }\n"
            + string.Concat(Enumerable.Range(1, 2000).Select(i => $"a{i}: &a{i} {{ <<: *a{i - 1}, k{i}: 1 }}\n"));

        Assert.Contains("Merge keys", (await Samples.Refused(chain)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("- ")]
    [InlineData("{a: ")]
    public async Task Excessive_nesting_is_refused(string opening) =>
        Assert.Equal(
            ConnectorErrorCode.InvalidDocument,
            (await Samples.Refused(string.Concat(Enumerable.Repeat(opening, 5000)))).Code);

    [Fact]
    public async Task Circular_references_are_warnings()
    {
        const string Operation = "parameters: [{ $ref: '#/components/parameters/p' }]";
        var import = await Samples.Import(Samples.With(operation: Operation, document: """
            components:
              parameters: { p: { $ref: "#/components/parameters/q" }, q: { $ref: "#/components/parameters/p" } }
              schemas: { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/A" } }
            """));

        Assert.Empty(import.Endpoint("a").Parameters);
        Assert.Contains(import.Warnings, warning => warning.Message.Contains("circle", StringComparison.Ordinal));
        Assert.Equal(2, import.Definition.Schemas.Count);
    }

    [Fact]
    public async Task Lone_surrogates_are_tolerated()
    {
        var text =
            """{"openapi":"3.0.0","info":{"title":"T \ud800 \ud83d\ude00 \\ud800"}"""
                + ""","servers":[{"url":"https://t.example"}],"paths":{"/a":{"get":{"summary":"\udc00"}}}}""";

        var import = await Samples.Import(text);

        Assert.Equal("\ufffd", import.Definition.Endpoints[0].Summary);
        Assert.Contains("\U0001F600 \\ud800", import.Definition.Title, StringComparison.Ordinal);
    }
}
