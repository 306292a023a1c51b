using Microsoft.Playwright;

namespace Versori.Connectors.Browser.Tests.Browsers;

/// <summary>Waits until a page has another address.</summary>
internal static class Arrival
{
    /// <summary>
    /// Waits until the response of an address has arrived, without the load event: a busy browser has been seen not to
    /// report it. What is on the page is waited for where it is used.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="url">The address, as a glob pattern.</param>
    public static Task ArriveAsync(this IPage page, string url) =>
        page.WaitForURLAsync(url, new() { WaitUntil = WaitUntilState.Commit });
}
