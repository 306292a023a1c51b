namespace Versori.Connectors.Tool.Tests;

public sealed class ImportTests : IDisposable
{
    private readonly ToolProcess _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task A_file_becomes_a_definition_on_standard_output()
    {
        _tool.Write("api.json", Documents.Shop());

        var result = await _tool.RunAsync("import", "api.json");

        Assert.Equal(0, result.ExitCode);
        var definition = ConnectorDefinition.Parse(result.Output);
        Assert.Equal("shop", definition.Id.Value);
        Assert.Equal(3, definition.Endpoints.Count);
    }

    [Fact]
    public async Task Warnings_have_the_lines_of_the_document()
    {
        _tool.Write("api.json", Documents.Shop());

        var result = await _tool.RunAsync("import", "api.json", "-o", "out/shop.json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("api.json:14: warning: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(["api.json", "out/shop.json"], _tool.Files);
        Assert.Equal(3, ConnectorDefinition.Parse(_tool.Read("out/shop.json")).Endpoints.Count);
    }

    [Fact]
    public async Task Strict_counts_warnings_as_problems()
    {
        _tool.Write("api.json", Documents.Shop());

        var result = await _tool.RunAsync("import", "api.json", "--strict", "--json", "-o", "shop.json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(14, (int?)result.Json["warnings"]![0]!["line"]);
        Assert.Equal("shop.json", (string?)result.Json["output"]);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Standard_input_is_a_source()
    {
        var result = await _tool.RunAsync(Documents.Shop(), ["import", "-", "--id", "store", "--title", "Store", "--json"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("store", (string?)result.Json["connector"]);
        Assert.Equal("Store", (string?)result.Json["definition"]!["title"]);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_cannot_be_read()
    {
        var result = await _tool.RunAsync("import", "missing.json", "-o", "shop.json");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("'missing.json' does not exist", result.Error, StringComparison.Ordinal);
        Assert.Empty(_tool.Files);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_an_error()
    {
        _tool.Write("api.json", Documents.Shop());

        var result = await _tool.RunAsync("import", "api.json", "-o", "api.json/shop.json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["api.json"], _tool.Files);
    }

    [Fact]
    public async Task A_wrong_document_has_a_problem_with_its_line()
    {
        _tool.Write("api.json", "{\n  \"openapi\": \"3.0.0\",\n  oops\n}");

        var result = await _tool.RunAsync("import", "api.json", "-o", "shop.json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("api.json:3: error: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(["api.json"], _tool.Files);
    }

    [Fact]
    public async Task A_document_cannot_control_the_terminal()
    {
        _tool.Write("api.json", Documents.Shop().Replace("nowhere", "\\u001b[2Jnowhere\\u202e", StringComparison.Ordinal));

        var result = await _tool.RunAsync("import", "api.json", "-o", "shop.json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("nowhere", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Error, character => character is '\e' or '\u202e');
    }

    [Fact]
    public async Task A_url_that_is_not_public_is_requested_only_if_it_is_trusted()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(Documents.Shop()));
        var url = new Uri(server.BaseAddress, "/openapi.json?key=s3cret-in-url").AbsoluteUri;
        var origin = server.BaseAddress.GetLeftPart(UriPartial.Authority);

        var refused = await _tool.RunAsync("import", url);
        var allowed = await _tool.RunAsync("import", url, "--trust", origin);

        Assert.Equal(3, refused.ExitCode);
        Assert.Equal(0, allowed.ExitCode);
        Assert.Single(server.Requests);
        Assert.DoesNotContain("s3cret", refused.Error + allowed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_url_that_has_no_document_cannot_be_read()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        var origin = server.BaseAddress.GetLeftPart(UriPartial.Authority);

        var result = await _tool.RunAsync("import", $"{origin}/openapi.json", "--trust", origin, "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("404", (string?)result.Json["errors"]![0]!["message"], StringComparison.Ordinal);
    }
}
