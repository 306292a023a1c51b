using System.Diagnostics;
using Versori.Connectors.Hosts.Tests.Documentation;

namespace Versori.Connectors.Hosts.Tests.Clients;

/// <summary>Kiota's command line tool, in the version of the repository's tool manifest.</summary>
internal static class KiotaTool
{
    private static readonly Lazy<Task> Restored = new(() => RunAsync("tool", "restore"));

    /// <summary>Generates a client and returns its source files.</summary>
    /// <param name="document">The OpenAPI document.</param>
    /// <param name="name">The namespace of the client, whose class is <c>ApiClient</c>.</param>
    public static async Task<IReadOnlyList<string>> GenerateAsync(string document, string name)
    {
        await Restored.Value;
        var folder = Directory.CreateTempSubdirectory("kiota").FullName;
        try
        {
            var file = Path.Combine(folder, "openapi.json");
            await File.WriteAllTextAsync(file, document);
            var output = Path.Combine(folder, "client");
            await RunAsync(
                "tool", "run", "kiota", "--", "generate", "--language", "CSharp", "--class-name", "ApiClient",
                "--namespace-name", name, "--openapi", file, "--output", output, "--exclude-backward-compatible");
            var sources = Directory.EnumerateFiles(output, "*.cs", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal);
            return [.. sources.Select(File.ReadAllText)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Otherwise the tool looks for a newer version of itself.
        start.Environment["KIOTA_OFFLINE_ENABLED"] = "true";
        start.Environment["KIOTA_TUTORIAL_ENABLED"] = "false";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = await output + await errors;
        var failed = process.ExitCode != 0 || text.Contains("OpenAPI error", StringComparison.Ordinal);
        if (failed) Assert.Fail($"dotnet {string.Join(' ', arguments)}\n{text}");
    }
}
