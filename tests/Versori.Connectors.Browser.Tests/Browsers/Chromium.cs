using Microsoft.Playwright;

namespace Versori.Connectors.Browser.Tests.Browsers;

/// <summary>
/// One Chromium for all tests. Without an installed browser the tests are skipped, unless VERSORI_REQUIRE_CHROMIUM is
/// 1.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Paths =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser
    {
        get
        {
            if (_browser is null && Environment.GetEnvironmentVariable("VERSORI_REQUIRE_CHROMIUM") != "1")
                Assert.Skip("Chromium is not installed: apt-get install chromium, or set VERSORI_TEST_CHROMIUM.");
            return _browser ?? throw new InvalidOperationException("Chromium is not installed.");
        }
    }

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("VERSORI_TEST_CHROMIUM") ?? Paths.FirstOrDefault(File.Exists);
        if (path is null || !File.Exists(path)) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class ChromiumTests : ICollectionFixture<Chromium>
{
    public const string Name = "chromium";
}
