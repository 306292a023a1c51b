using System.Diagnostics;
using System.Text.Json;

namespace Versori.Connectors.Agents.Tests.Mcp;

/// <summary>
/// The client of the TypeScript SDK, which npm installs once. Without node and npm, or without npm's registry, tests
/// are skipped, unless <c>VERSORI_REQUIRE_NODE</c> is set.
/// </summary>
internal static class NodeClient
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Mcp", "TypeScript");

    private static readonly Lazy<Task<string?>> Installing = new(InstallAsync);

    /// <summary>Runs the script and returns what it saw.</summary>
    public static async Task<JsonElement> RunAsync(params string[] arguments)
    {
        if (await Installing.Value is { } problem)
        {
            if (Environment.GetEnvironmentVariable("VERSORI_REQUIRE_NODE") is { Length: > 0 }) Assert.Fail(problem);
            Assert.Skip(problem);
        }

        var (code, output, errors) = await StartAsync("node", ["client.mjs", .. arguments]);
        Assert.True(code == 0, $"{output}\n{errors}");
        return JsonSerializer.Deserialize<JsonElement>(output);
    }

    private static async Task<string?> InstallAsync()
    {
        try
        {
            if (File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json"))) return null;
            var (code, output, errors) = await StartAsync(
                "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
            return code == 0 ? null : $"npm could not install the TypeScript SDK: {output} {errors}";
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return $"node and npm are not installed: {exception.Message}";
        }
    }

    private static async Task<(int Code, string Output, string Errors)> StartAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, await output, $"{program} did not end within two minutes. {await errors}");
        }

        return (process.ExitCode, await output, await errors);
    }
}
