using System.Net;
using System.Text.RegularExpressions;

namespace Saas;

/// <summary>A person's journey without a browser: sign in, connect the tracker, see the tickets.</summary>
internal static partial class AutomaticVisit
{
    public static async Task<int> RunAsync(Uri address)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = true };
        using var browser = new HttpClient(handler) { BaseAddress = address };
        await browser.GetAsync("/sign-in/anna");
        var form = await browser.GetStringAsync("/connect/connectors/tracker/new");
        var field = HiddenField().Match(form);
        using var content = new FormUrlEncodedContent(
        [
            new(field.Groups[1].Value, field.Groups[2].Value), new("name", "My tracker"),
        ]);
        var leave = await browser.PostAsync("/connect/connectors/tracker/new", content);
        // The page leaves for the tracker, which returns to the product.
        var url = leave.Headers.GetValues("Refresh").Single()["0;url=".Length..];
        var connected = await browser.GetAsync(url);
        Console.WriteLine($"Connected: {connected.RequestMessage!.RequestUri!.PathAndQuery}");
        var home = WebUtility.HtmlDecode(await browser.GetStringAsync("/"));
        var hers = home.Contains("2 tickets of account", StringComparison.Ordinal);
        await browser.GetAsync("/sign-in/gus");
        var foreign = await browser.GetStringAsync("/");
        var isSeparate = foreign.Contains("Connect the tracker", StringComparison.Ordinal);
        Console.WriteLine($"anna sees her tickets: {hers}; gus of another tenant sees none: {isSeparate}");
        return hers && isSeparate ? 0 : 1;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
