using System.Diagnostics;

namespace Versori.Connectors.Tool.Tests;

public sealed class InterruptionTests : IDisposable
{
    private readonly ToolProcess _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_command_that_waits_for_a_server_ends_and_leaves_nothing_behind(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        var requested = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            requested.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var origin = server.BaseAddress.GetLeftPart(UriPartial.Authority);
        using var process = _tool.Start("import", $"{origin}/api.json", "--trust", origin, "-o", "out/shop.json");
        var result = ToolProcess.ReadAsync(process);
        await requested.Task.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        Signal(process, signal);

        Assert.Equal(exitCode, (await result).ExitCode);
        Assert.Contains("Interrupted. Nothing was written.", (await result).Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_tool.Folder));
    }

    [Fact]
    public async Task A_large_import_can_be_interrupted_at_any_time()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        _tool.Write("large.json", Large(12 << 20));
        var outcomes = new List<int>();
        foreach (var milliseconds in (int[])[150, 500, 900])
        {
            using var process = _tool.Start("import", "large.json", "-o", "out/shop.json");
            var result = ToolProcess.ReadAsync(process);
            await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
            Signal(process, "INT");
            outcomes.Add((await result).ExitCode);

            // Either it was done before, and the file is whole, or there is nothing.
            if (outcomes[^1] == 0) ConnectorDefinition.Parse(_tool.Read("out/shop.json"));
            else Assert.Equal(["large.json"], _tool.Files);
            if (Directory.Exists(_tool.PathOf("out"))) Directory.Delete(_tool.PathOf("out"), recursive: true);
        }

        Assert.Contains(130, outcomes);
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static string Large(int length)
    {
        var text = new System.Text.StringBuilder(
            """{"openapi":"3.0.3","info":{"title":"Large","version":"1"},""");
        text.Append(""" "servers":[{"url":"https://large.example"}],"paths":{""");
        for (var number = 0; text.Length < length; number++)
        {
            if (number > 0) text.Append(',');
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"/things{number}/{{id}}\":");
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{{\"get\":{{\"operationId\":\"thing{number}\",");
            text.Append("""
                "summary":"Returns the thing",
                "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],
                "responses":{"200":{"description":"It","content":{"application/json":{"schema":{"type":"object",
                "properties":{"id":{"type":"string"},"name":{"type":"string"},"size":{"type":"integer"}}}}}}}}}
                """);
        }

        return text.Append("}}").ToString();
    }
}
