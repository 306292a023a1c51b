using System.Net;
using System.Text.RegularExpressions;

namespace Saas;

/// <summary>A person's journey without a browser: sign in, connect the tracker, see the tickets.</summary>
internal static partial class AutomaticVisit
{
    public static async Task<int> RunAsync(Uri address)
    {
        using var browser = OpenBrowser(address);
        await browser.GetAsync("/sign-in/anna");
        await ConnectAsync(browser, "tracker");
        var home = WebUtility.HtmlDecode(await browser.GetStringAsync("/"));
        var hers = home.Contains("2 tickets of account", StringComparison.Ordinal);
        await browser.GetAsync("/sign-in/gus");
        var foreign = await browser.GetStringAsync("/");
        var isSeparate = foreign.Contains("Connect the tracker", StringComparison.Ordinal);
        Console.WriteLine($"anna sees her tickets: {hers}; gus of another tenant sees none: {isSeparate}");
        var isServed = await AgentVisit.RunAsync(address);
        return hers && isSeparate && isServed ? 0 : 1;
    }

    /// <summary>A browser with cookies of its own, which follows redirects.</summary>
    public static HttpClient OpenBrowser(Uri address) => new() { BaseAddress = address };

    /// <summary>Connects an account of the person who is signed in.</summary>
    public static async Task<bool> ConnectAsync(HttpClient browser, string connector)
    {
        var path = $"/connect/connectors/{connector}/new";
        var field = HiddenField().Match(await browser.GetStringAsync(path));
        using var content = new FormUrlEncodedContent(
        [
            new(field.Groups[1].Value, field.Groups[2].Value), new("name", "Mine"),
        ]);
        using var leave = await browser.PostAsync(path, content);
        // The page leaves for the external system, which returns to the product.
        var url = leave.Headers.GetValues("Refresh").Single()["0;url=".Length..];
        using var connected = await browser.GetAsync(url);
        Console.WriteLine($"Connected: {connected.RequestMessage!.RequestUri!.PathAndQuery}");
        return connected.IsSuccessStatusCode;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
