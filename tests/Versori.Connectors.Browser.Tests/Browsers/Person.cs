using System.Collections.Concurrent;
using Microsoft.Playwright;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.Browser.Tests.Browsers;

/// <summary>A person with a browser of their own. What the browser reports against the pages fails the test.</summary>
public sealed class Person : IAsyncDisposable
{
    /// <summary>What is written to the console for each violation of the pages' policy.</summary>
    public const string Violation = "Content Security Policy: ";

    private readonly ConcurrentQueue<string> _reports = new();
    private readonly ConnectHost _host;

    private Person(ConnectHost host, IBrowserContext context)
    {
        _host = host;
        Context = context;
    }

    public IBrowserContext Context { get; }

    public static async Task<Person> StartAsync(
        Chromium chromium, ConnectHost host, string? user = "alice", BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.IgnoreHTTPSErrors = true;
        options.Locale ??= "en-US";
        var person = new Person(host, await chromium.Browser.NewContextAsync(options));
        // A page loads slowly on a busy machine.
        person.Context.SetDefaultTimeout(120_000);
        person.Context.Console += (_, message) => person.Report(message.Type, message.Text);
        person.Context.WebError += (_, error) => person._reports.Enqueue(error.Error);
        // The browser's own message can change with its version; the event is part of the standard (CSP Level 3 §5).
        await person.Context.AddInitScriptAsync(
            $$"""
            document.addEventListener("securitypolicyviolation", event =>
              console.error("{{Violation}}" + event.effectiveDirective + " " + event.blockedURI));
            """);
        if (user is not null)
        {
            await person.Context.AddCookiesAsync(
                [new() { Name = TestUsers.Cookie, Value = user, Url = host.Address.AbsoluteUri }]);
        }

        return person;
    }

    public async Task<IPage> GoAsync(string path)
    {
        var page = await Context.NewPageAsync();
        await page.GotoAsync(new Uri(_host.Address, path).AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        Assert.Empty(_reports);
    }

    // The status of a page that reports a problem is logged as an error too; it is what the test expects.
    private void Report(string type, string text)
    {
        var isStatus = text.StartsWith("Failed to load resource", StringComparison.Ordinal);
        if (type is "error" or "warning" && !isStatus) _reports.Enqueue(text);
    }
}
