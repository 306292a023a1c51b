using System.Text.Json;

namespace Versori.Connectors.Agents.Tests.Functions;

/// <summary>Endpoints whose content can be written in several media types.</summary>
public sealed class BodyTypeTests
{
    private const string Document =
        """
        {
          "openapi": "3.1.0",
          "info": { "title": "Notes", "version": "1" },
          "paths": {
            "/notes": { "post": {
              "operationId": "add",
              "requestBody": { "required": true, "content": {
                "application/xml": { "schema": { "$ref": "#/components/schemas/Note" } },
                "application/json": { "schema": { "$ref": "#/components/schemas/Note" } },
                "multipart/form-data": { "schema": { "type": "object", "properties": {
                  "my title": { "type": "string" },
                  "file": { "type": "string", "format": "binary" } } } } } },
              "responses": { "204": { "description": "OK" } } } },
            "/pictures": { "put": {
              "operationId": "draw",
              "parameters": [ { "name": "content_type", "in": "query", "schema": { "type": "string" } } ],
              "requestBody": { "content": {
                "text/plain": { "schema": { "type": "string" } },
                "image/*": { "schema": { "type": "string", "format": "binary" } } } },
              "responses": { "204": { "description": "OK" } } } },
            "/only": { "post": {
              "operationId": "only",
              "requestBody": { "content": { "application/json": { "schema": { "type": "object" } } } },
              "responses": { "204": { "description": "OK" } } } }
          },
          "components": { "schemas": { "Note": { "type": "object", "properties": {
            "text": { "type": "string" } }, "required": [ "text" ] } } }
        }
        """;

    [Fact]
    public async Task Json_is_the_default_wherever_it_is_in_the_document_and_others_are_described()
    {
        await using var host = await StartAsync();
        var tools = await host.ToolsAsync("ann");

        var properties = Properties(tools, "add");
        await FunctionTests.CallAsync(tools, "add", """{"body":{"text":"hello"}}""");

        var type = properties.GetProperty("content_type");
        Assert.Equal(
            ["application/json", "application/xml", "multipart/form-data"],
            type.GetProperty("enum").EnumerateArray().Select(value => value.GetString()));
        var description = type.GetProperty("description").GetString();
        Assert.Contains(
            "Default: application/json. application/xml: the same fields.", description, StringComparison.Ordinal);
        Assert.Contains("multipart/form-data: an object with my_title, file.", description, StringComparison.Ordinal);
        Assert.True(properties.GetProperty("body").GetProperty("properties").TryGetProperty("text", out _));
        Assert.False(Properties(tools, "only").TryGetProperty("content_type", out _));
        var sent = Assert.Single(host.System.Requests);
        Assert.StartsWith("application/json", sent.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("""{"text":"hello"}""", sent.Text);
    }

    [Fact]
    public async Task A_model_chooses_another_media_type_with_its_own_fields()
    {
        await using var host = await StartAsync();
        var tools = await host.ToolsAsync("ann");

        await FunctionTests.CallAsync(tools, "add", """{"content_type":"application/xml","body":{"text":"hello"}}""");
        await FunctionTests.CallAsync(
            tools,
            "add",
            """
            {"content_type":"multipart/form-data","body":{"my_title":"Front","file":"data:image/png;base64,aGVsbG8="}}
            """);

        var (xml, form) = (host.System.Requests[0], host.System.Requests[1]);
        Assert.StartsWith("application/xml", xml.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("<text>hello</text>", xml.Text, StringComparison.Ordinal);
        Assert.StartsWith("multipart/form-data", form.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("my title", form.Text, StringComparison.Ordinal);
        Assert.Contains("hello", form.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_is_filled_in_and_a_parameter_of_the_same_name_stays_apart()
    {
        await using var host = await StartAsync();
        var tools = await host.ToolsAsync("ann");
        var properties = Properties(tools, "draw");
        var parameter = properties.EnumerateObject().Select(property => property.Name)
            .Single(name => name.StartsWith("content_type", StringComparison.Ordinal) && name != "content_type");

        await FunctionTests.CallAsync(
            tools,
            "draw",
            $$"""{"{{parameter}}":"x","content_type":"image/png","body":"data:image/png;base64,aGVsbG8="}""");
        await FunctionTests.CallAsync(tools, "draw", """{"body":"plain"}""");

        Assert.False(properties.GetProperty("content_type").TryGetProperty("enum", out _));
        var (picture, text) = (host.System.Requests[0], host.System.Requests[1]);
        Assert.Equal(("image/png", "hello"), (picture.Headers["Content-Type"], picture.Text));
        Assert.Equal("x", picture.Query["content_type"]);
        Assert.StartsWith("text/plain", text.Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"text/csv\"")]
    [InlineData("\"\"")]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("\"application/json\\r\\nX: y\"")]
    public async Task Another_media_type_is_an_error_that_names_those_that_are_accepted(string type)
    {
        await using var host = await StartAsync();

        var result = await FunctionTests.CallAsync(
            await host.ToolsAsync("ann"), "add", $$$"""{"content_type":{{{type}}},"body":{"text":"hello"}}""");

        var error = result.GetProperty("error");
        Assert.Equal("invalid_arguments", error.GetProperty("code").GetString());
        var problem = error.GetProperty("problems")[0];
        Assert.Equal("content_type", problem.GetProperty("argument").GetString());
        Assert.Contains("application/xml", problem.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.System.Requests);
    }

    private static JsonElement Properties(AI.AgentToolset tools, string name) =>
        tools.Tools.OfType<Microsoft.Extensions.AI.AIFunctionDeclaration>().Single(tool => tool.Name == name)
            .JsonSchema.GetProperty("properties");

    private static async Task<AgentHost> StartAsync()
    {
        var host = await AgentHost.StartAsync(
            document: Document,
            respond: context =>
            {
                context.Response.StatusCode = 204;
                return Task.CompletedTask;
            });
        await host.ConnectAsync("ann");
        return host;
    }
}
