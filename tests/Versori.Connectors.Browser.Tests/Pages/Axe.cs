using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Versori.Connectors.Browser.Tests.Pages;

/// <summary>The rules of WCAG 2.2 AA and axe's best practices; none is turned off.</summary>
internal static class Axe
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new()
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
        // Every rule runs. For what passes, axe would describe each element of the page, which takes most of its time.
        ResultTypes = [ResultType.Violations, ResultType.Incomplete],
    };

    /// <summary>What axe reports, and what it cannot decide.</summary>
    public static async Task<IEnumerable<string>> FindAsync(IPage page, string name)
    {
        // The other way opens a further page for each run, which takes two seconds and matters only for frames. The
        // pages have none.
#pragma warning disable CS0618 // To be removed in a later version: then by the other way.
        var result = await page.Locator("html").RunAxeLegacy(Rules);
#pragma warning restore CS0618
        return result.Violations.Select(found => $"{name}: {found.Id}: {Nodes(found)}")
            .Concat(result.Incomplete.Select(found => $"{name}: incomplete {found.Id}: {Nodes(found)}"));
    }

    public static async Task FindsNothingAsync(IPage page, string name) => Assert.Empty(await FindAsync(page, name));

    private static string Nodes(AxeResultItem found) => string.Join(" | ", found.Nodes.Select(node => node.Html));
}
