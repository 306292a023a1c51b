using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Versori.Connectors.Browser.Tests.Browsers;

/// <summary>Waits until a page has another address or another document.</summary>
internal static class Arrival
{
    // As long as the browser's own limit.
    private const float Limit = 120_000;

    /// <summary>
    /// Waits until the page has an address, without the load event: a busy browser has been seen not to report it. What
    /// is on the page is waited for where it is used.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="url">
    /// The address, where <c>**</c> stands for any characters, and <c>*</c> for any but a slash.
    /// </param>
    public static Task ArriveAsync(this IPage page, string url)
    {
        var pattern = Regex.Escape(url)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        return Assertions.Expect(page).ToHaveURLAsync(new Regex($"^{pattern}$"), new() { Timeout = Limit });
    }

    /// <summary>
    /// Sends a form and waits until the response is the page's document and has loaded: its address may be the same.
    /// </summary>
    /// <param name="page">The page with the form.</param>
    /// <param name="send">Sends it.</param>
    public static async Task SendAsync(this IPage page, Func<Task> send)
    {
        await page.EvaluateAsync("document.documentElement.dataset.sent = ''");
        await send();
        await page.Locator("html:not([data-sent]) > body")
            .WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync(
            "document.readyState === 'complete' || new Promise(done => addEventListener('load', () => done(true)))");
    }
}
