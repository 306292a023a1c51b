using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Versori.Connectors.Browser.Tests.Browsers;

namespace Versori.Connectors.Browser.Tests.Pages;

[Collection(ChromiumTests.Name)]
public sealed class PageTests(Chromium chromium)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new()
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
    };

    private static readonly (string Name, ColorScheme Scheme, Contrast Contrast)[] Themes =
    [
        ("light", ColorScheme.Light, Contrast.NoPreference),
        ("dark", ColorScheme.Dark, Contrast.NoPreference),
        ("contrast-light", ColorScheme.Light, Contrast.More),
        ("contrast-dark", ColorScheme.Dark, Contrast.More),
    ];

    [Fact]
    public async Task Axe_finds_nothing_on_any_page_in_any_theme()
    {
        _ = chromium.Browser;
        await using var pages = await AllPages.StartAsync();
        await using var person = await Person.StartAsync(chromium, pages.Host, "admin");

        Assert.Empty(pages.Missing);
        foreach (var (route, url) in pages.Urls)
        {
            var page = await person.GoAsync(url);
            foreach (var theme in Themes)
            {
                await page.EmulateMediaAsync(new() { ColorScheme = theme.Scheme, Contrast = theme.Contrast });
                var result = await page.RunAxe(Rules);
                var found = result.Violations.Select(violation => $"{route}, {theme.Name}: {violation.Id}: "
                    + string.Join(" | ", violation.Nodes.Select(node => node.Html)));
                Assert.Empty(found);
                Assert.Empty(result.Incomplete.Select(item => $"{route}, {theme.Name}: {item.Id}"));
                if (theme.Contrast == Contrast.More) continue;
                var name = route.Length == 0 ? "overview" : string.Concat(route.Split('{', '}')).Replace('/', '-');
                await Screenshots.TakeAsync(page, $"{name}-{theme.Name}");
            }

            await page.CloseAsync();
        }
    }

    [Fact]
    public async Task Nothing_is_cut_off_at_320_pixels()
    {
        _ = chromium.Browser;
        await using var pages = await AllPages.StartAsync();
        await using var person = await Person.StartAsync(
            chromium, pages.Host, "admin", new() { ViewportSize = new() { Width = 320, Height = 640 } });

        foreach (var (route, url) in pages.Urls)
        {
            var page = await person.GoAsync(url);
            var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(width <= 320, $"{route}: {width}");
            if (route.Length == 0) await Screenshots.TakeAsync(page, "overview-320");
            await page.CloseAsync();
        }
    }

    [Fact]
    public async Task Times_are_in_the_browsers_zone_and_language()
    {
        _ = chromium.Browser;
        await using var pages = await AllPages.StartAsync();
        await using var person = await Person.StartAsync(
            chromium, pages.Host, "admin", new() { TimezoneId = "Pacific/Auckland", Locale = "de-AT" });

        var page = await person.GoAsync(pages.Urls["connections/{id}"]);
        var time = page.Locator("time").First;
        var expected = await page.EvaluateAsync<string>(
            """
            new Intl.DateTimeFormat("de", { dateStyle: "medium", timeStyle: "short", timeZone: "Pacific/Auckland" })
              .format(new Date(document.querySelector("time").dateTime))
            """);

        Assert.Equal(expected, await time.TextContentAsync());
    }
}
