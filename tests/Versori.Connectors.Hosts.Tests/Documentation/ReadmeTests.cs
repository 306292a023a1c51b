using Microsoft.Data.Sqlite;

namespace Versori.Connectors.Hosts.Tests.Documentation;

/// <summary>The examples of the README run unchanged, except for the location of their files and systems.</summary>
public sealed class ReadmeTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readme").FullName;
    private LoopbackServer _server = null!;

    private string Address => _server.BaseAddress.AbsoluteUri.TrimEnd('/');

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
            var document = Compiler.Resource(name).Replace("https://server.example", Address, StringComparison.Ordinal);
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
    public async Task The_first_lines_call_a_known_system_and_the_second_run_uses_the_saved_connection()
    {
        const string Token = "Environment.GetEnvironmentVariable(\"GITHUB_TOKEN\")!";
        const string Built = "await using var app = builder.Build();";
        const string Started = "await app.StartAsync();";
        // The host is quiet, and it and the system are on loopback.
        var quiet = $"builder.Logging.ClearProviders();{Built}app.Urls.Add(\"http://127.0.0.1:0\");";
        var moved = $"{Started}await app.Services.GetRequiredService<IConnectorCatalog>().EditAsync("
            + "ConnectorId.Parse(\"github\"), found => ConnectorDefinition.Parse(found.ToJson()"
            + $".Replace(\"https://api.github.com\", \"{Address}\")));";

        foreach (var token in (string[])["the-token", "another"])
            await RunAsync(0, ["connectors.db"], (Token, $"\"{token}\""), (Built, quiet), (Started, moved));

        // The first request tries the credential, before it is saved.
        Assert.Equal(
            Enumerable.Repeat(("/user", "Bearer the-token"), 3),
            _server.Requests.Select(request => (request.Path, request.Authorization!)));
    }

    [Fact]
    public async Task The_example_of_a_plan_runs()
    {
        var example = await RunAsync(1, ["github.json", "jira.json", "connectors.db"]);
        await example.app.DisposeAsync();

        Assert.Contains(_server.Requests, request => request.Method == "GET"
            && request.Path == "/repos/acme/web/issues" && request.Authorization == "Bearer the-token");
    }

    /// <summary>Runs a block with other files and texts, and returns its page.</summary>
    private async Task<dynamic> RunAsync(int number, string[] files, params (string Text, string Other)[] replacements)
    {
        var block = CodeBlock.In("README.md")[number];
        var source = block.ToSource();
        foreach (var (text, other) in
            files.Select(file => ($"\"{file}\"", $"@\"{Path.Combine(_folder, file)}\"")).Concat(replacements))
        {
            Assert.Contains(text, source, StringComparison.Ordinal);
            source = source.Replace(text, other, StringComparison.Ordinal);
        }

        dynamic example = Activator.CreateInstance(Compiler.Load(Compiler.Compile(block, source)).GetType("Page")!)!;
        example.token = "the-token";
        await (Task)example.RunAsync();
        return example;
    }
}
