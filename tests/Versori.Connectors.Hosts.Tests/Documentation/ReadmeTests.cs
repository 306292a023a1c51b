using Microsoft.Data.Sqlite;

namespace Versori.Connectors.Hosts.Tests.Documentation;

/// <summary>The example of the README runs unchanged, except for the location of its files.</summary>
public sealed class ReadmeTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readme").FullName;
    private LoopbackServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(async context =>
        {
            var isAccepted = context.Request.Headers.Authorization == "Bearer the-token";
            context.Response.StatusCode = isAccepted ? 200 : 401;
            await context.Response.Body.WriteAsync("[]"u8.ToArray());
        });
        foreach (var name in (string[])["github.json", "jira.json"])
        {
            var address = _server.BaseAddress.AbsoluteUri.TrimEnd('/');
            var document = Compiler.Resource(name)
                .Replace("https://server.example", address, StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(_folder, name), document);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_readme_example_runs()
    {
        var block = CodeBlock.In("README.md")[0];
        var source = block.ToSource();
        foreach (var file in (string[])["github.json", "jira.json", "connectors.db"])
        {
            Assert.Contains($"\"{file}\"", source, StringComparison.Ordinal);
            source = source.Replace($"\"{file}\"", $"@\"{Path.Combine(_folder, file)}\"", StringComparison.Ordinal);
        }

        var page = Compiler.Load(Compiler.Compile(block, source)).GetType("Page")!;
        dynamic example = Activator.CreateInstance(page)!;
        example.token = "the-token";
        await (Task)example.RunAsync();
        await example.app.DisposeAsync();

        Assert.Contains(_server.Requests, request => request.Method == "GET"
            && request.Path == "/repos/acme/web/issues" && request.Authorization == "Bearer the-token");
    }
}
