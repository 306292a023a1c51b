using Microsoft.Playwright;
using Versori.Connectors.Browser.Tests.Browsers;

namespace Versori.Connectors.Browser.Tests.Pages;

[Collection(ChromiumTests.Name)]
public sealed class PageTests(Chromium chromium)
{
    private static readonly (string Name, ColorScheme Scheme, Contrast Contrast, ForcedColors Forced)[] Themes =
    [
        ("light", ColorScheme.Light, Contrast.NoPreference, ForcedColors.None),
        ("dark", ColorScheme.Dark, Contrast.NoPreference, ForcedColors.None),
        ("contrast-light", ColorScheme.Light, Contrast.More, ForcedColors.None),
        ("contrast-dark", ColorScheme.Dark, Contrast.More, ForcedColors.None),
        ("forced-light", ColorScheme.Light, Contrast.NoPreference, ForcedColors.Active),
        ("forced-dark", ColorScheme.Dark, Contrast.NoPreference, ForcedColors.Active),
    ];

    [Fact]
    public async Task Axe_finds_nothing_on_any_page_in_any_theme()
    {
        _ = chromium.Browser;
        await using var pages = await AllPages.StartAsync(chromium);
        var found = new List<string>();

        Assert.Empty(pages.Missing);
        await foreach (var (name, page) in pages.VisitAsync())
        {
            foreach (var theme in Themes)
            {
                await page.EmulateMediaAsync(new()
                {
                    ColorScheme = theme.Scheme,
                    Contrast = theme.Contrast,
                    ForcedColors = theme.Forced,
                });
                found.AddRange(await Axe.FindAsync(page, $"{name}, {theme.Name}"));
                if (theme.Forced == ForcedColors.Active)
                    found.AddRange(await ForcedColorRules.FindAsync(page, $"{name}, {theme.Name}"));
                if (theme.Contrast == Contrast.More) continue;
                await Screenshots.TakeAsync(page, $"{name.Replace('/', '-')}-{theme.Name}");
            }
        }

        Assert.Empty(found);
        Assert.Empty(pages.NotSeen);
    }

    [Fact]
    public async Task Nothing_is_cut_off_at_320_pixels()
    {
        _ = chromium.Browser;
        await using var pages = await AllPages.StartAsync(
            chromium, new() { ViewportSize = new() { Width = 320, Height = 640 } });
        var found = new List<string>();

        await foreach (var (name, page) in pages.VisitAsync())
        {
            var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > 320) found.Add($"{name}: {width}");
            if (name == "overview") await Screenshots.TakeAsync(page, "overview-320");
        }

        Assert.Empty(found);
    }

    // Run by name and copied to docs/images when the pages have changed.
    [Fact(Explicit = true)]
    public async Task Pictures_for_the_documentation_are_taken()
    {
        _ = chromium.Browser;
        await using var pages = await AllPages.StartAsync(
            chromium, new() { ViewportSize = new() { Width = 860, Height = 640 } });
        (string Name, string Url)[] pictures =
        [
            ("overview", pages.Urls[""]),
            ("connector", pages.Urls["connectors/{connector}"]),
            ("form", pages.Urls["connectors/{connector}/new"]),
            ("connection", pages.Urls["connections/{id}"]),
            ("editor", pages.Urls["connectors/{connector}/edit"]),
            ("auth-method", pages.Urls["connectors/{connector}/edit"] + "?part=%2FauthMethods%2F3"),
            ("draft", pages.Urls["connectors/{connector}/draft"]),
            ("chat", pages.Urls["chats/{id}"] + "#proposals"),
            ("session", pages.Urls["sessions/{session}"]),
        ];

        foreach (var (name, url) in pictures)
        {
            var page = await pages.Person.GoAsync(url);
            await Screenshots.TakeAsync(page, $"docs/{name}", isWhole: false);
            await page.CloseAsync();
        }
    }

    [Fact]
    public async Task Times_are_in_the_browsers_zone_and_language()
    {
        _ = chromium.Browser;
        await using var pages = await AllPages.StartAsync(
            chromium, new() { TimezoneId = "Pacific/Auckland", Locale = "de-AT" });

        var page = await pages.Person.GoAsync(pages.Urls["connections/{id}"]);
        var time = page.Locator("time").First;
        var expected = await page.EvaluateAsync<string>(
            """
            new Intl.DateTimeFormat("de", { dateStyle: "medium", timeStyle: "short", timeZone: "Pacific/Auckland" })
              .format(new Date(document.querySelector("time").dateTime))
            """);

        Assert.Equal(expected, await time.TextContentAsync());
    }
}
