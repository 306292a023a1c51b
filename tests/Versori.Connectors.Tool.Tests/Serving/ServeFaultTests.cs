using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Versori.Connectors.Tool.Tests.Serving;

public sealed class ServeFaultTests : IDisposable
{
    private readonly ToolProcess _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task An_unknown_system_names_the_nearest()
    {
        var result = await _tool.RunAsync("serve", "hubspt", "-d", "shop.db");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'hubspt' is neither a file nor a known system", result.Error, StringComparison.Ordinal);
        Assert.Contains("hubspot", result.Error, StringComparison.Ordinal);
        Assert.Empty(_tool.Files);
    }

    [Fact]
    public async Task A_wrong_definition_is_reported_and_nothing_is_created()
    {
        _tool.Write("shop.json", Documents.Definition("not a URL"));

        var result = await _tool.RunAsync("serve", "shop.json", "-d", "data/shop.db");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("/baseUrl", result.Error, StringComparison.Ordinal);
        Assert.Equal(["shop.json"], _tool.Files);
    }

    [Fact]
    public async Task Two_sources_with_one_key_are_refused()
    {
        _tool.Write("a.json", Documents.Definition());
        _tool.Write("b.json", Documents.Definition());

        var result = await _tool.RunAsync("serve", "a.json", "b.json", "-d", "data/shop.db");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Two sources have the key 'shop'", result.Error, StringComparison.Ordinal);
        Assert.Equal(["a.json", "b.json"], _tool.Files);
    }

    [Fact]
    public async Task A_port_in_use_is_reported_and_nothing_is_left()
    {
        _tool.Write("shop.json", Documents.Definition());
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = await _tool.RunAsync("serve", "shop.json", "-d", "data/shop.db", "--port", $"{port}");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains($"Port {port} is in use.", result.Error, StringComparison.Ordinal);
        Assert.Equal(["shop.json"], _tool.Files);
        Assert.False(Directory.Exists(_tool.PathOf("data")));
    }

    [Theory]
    [InlineData("shop.db", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    [InlineData("shop.db.keys", UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherExecute)]
    public async Task A_database_that_others_can_read_is_refused(string name, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access control lists.");
        if (OperatingSystem.IsWindows()) return;
        _tool.Write("shop.json", Documents.Definition());
        using (var page = await ServedPage.StartAsync(_tool, "shop.json")) await page.EndAsync();
        File.SetUnixFileMode(_tool.PathOf($"data/{name}"), mode);

        var result = await _tool.RunAsync("serve", "-d", "data/shop.db", "--port", "0");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("Other users may have access", result.Error, StringComparison.Ordinal);
        Assert.Contains("chmod", result.Error, StringComparison.Ordinal);
        File.SetUnixFileMode(
            _tool.PathOf($"data/{name}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_database_that_another_process_serves_is_refused_and_stays()
    {
        _tool.Write("shop.json", Documents.Definition());
        using var page = await ServedPage.StartAsync(_tool, "shop.json");

        var second = await _tool.RunAsync("serve", "-d", "data/shop.db", "--port", "0");

        Assert.Equal(3, second.ExitCode);
        Assert.Contains("Another process serves", second.Error, StringComparison.Ordinal);
        await page.OpenAsync();
        Assert.Contains("Shop", await page.GetAsync("/connect"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_before_the_link_leaves_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        var requested = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            requested.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var origin = server.BaseAddress.GetLeftPart(UriPartial.Authority);
        using var process = _tool.Start("serve", $"{origin}/api.json", "--trust", origin, "-d", "data/shop.db");
        var result = ToolProcess.ReadAsync(process);
        await requested.Task.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync();

        Assert.Equal(130, (await result).ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_tool.Folder));
    }

    [Fact]
    public async Task Whenever_it_is_interrupted_the_database_is_whole_or_does_not_exist()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        _tool.Write("shop.json", Documents.Definition());
        // While the folder is created, while it is migrated, and around the link.
        foreach (var wanted in (string[])["data/shop.db.serving", "data/shop.db", "data/shop.db.keys"])
        {
            using (var process = _tool.Start("serve", "shop.json", "hubspot", "-d", "data/shop.db", "--port", "0"))
            {
                var result = ToolProcess.ReadAsync(process);
                while (!Path.Exists(_tool.PathOf(wanted)) && !result.IsCompleted) await Task.Yield();
                using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync();
                Assert.Contains((await result).ExitCode, new List<int> { 0, 130 });
                if ((await result).ExitCode == 130) Assert.Equal(["shop.json"], _tool.Files);
            }

            if (!File.Exists(_tool.PathOf("data/shop.db"))) continue;
            using var page = await ServedPage.StartAsync(_tool);
            await page.OpenAsync();
            Assert.Contains("Shop", await page.GetAsync("/connect"), StringComparison.Ordinal);
            await page.EndAsync();
            Directory.Delete(_tool.PathOf("data"), recursive: true);
        }
    }
}
