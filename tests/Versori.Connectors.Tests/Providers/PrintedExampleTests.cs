using System.Text.Json;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Tests.Providers;

/// <summary>
/// Conversations whose requests are the ones that a vendor's page prints, value by value. The other conversations are
/// written from the protocol.
/// </summary>
public sealed partial class PrintedExampleTests
{
    public static TheoryData<string> Examples() =>
        [.. ProviderCase.Names().Where(name => ProviderCase.Load(name).Examples.Count > 0)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_on_a_page_of_a_site_that_the_description_of_the_system_names(string name)
    {
        var provider = ProviderCase.Load(name);

        Assert.All(provider.Examples, example =>
        {
            Assert.Equal("https", example.Scheme);
            Assert.True(IsNamed(provider.SystemId!, example), $"{example} is of another site.");
        });
    }

    [Theory]
    [InlineData("https://github.com/binance/binance-spot-api-docs/blob/HEAD/faqs/order_amend_keep_priority.md", true)]
    [InlineData("https://developers.binance.com/docs/", true)]
    [InlineData("https://github.com/someone/binance-spot-api-docs/blob/HEAD/rest-api.md", false)]
    [InlineData("https://github.com/binance", false)]
    [InlineData("https://binance.example.com/", false)]
    public void A_page_of_another_site_or_repository_is_not_the_vendors(string page, bool isNamed) =>
        Assert.Equal(isNamed, IsNamed("binance", new(page)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_the_values_of_the_page_and_no_others(string name)
    {
        var provider = ProviderCase.Load(name);
        var parts = new[] { provider.Begin, provider.Connect, provider.Calls, provider.Refresh }
            .SelectMany(exchanges => exchanges)
            .Where(exchange => exchange.Example is not null)
            .Select(exchange => exchange.Expectations);
        if (provider.SignIn is { } signIn && Exchange.ExampleOf(signIn) is not null)
            parts = parts.Append(signIn.GetProperty("expect"));

        Assert.All(parts, expected =>
        {
            var values = expected.EnumerateObject().Select(value => value.Value.GetString()).ToList();
            Assert.Contains(values, value => value is not ['~', ..]);
            Assert.All(values.OfType<string>(), value => Assert.DoesNotMatch(MadeUp(), value));
        });
    }

    [Theory]
    [InlineData("", null, 0)]
    [InlineData("&scope=all", null, 1)]
    [InlineData("&scope=all", "Basic YTpi", 2)]
    public void What_is_sent_besides_an_example_is_stated(string further, string? authorization, int problems)
    {
        var exchange = new Exchange(JsonElement.Parse("""
            {
              "example": "https://vendor.example/docs",
              "at": "POST https://vendor.example/token",
              "expect": { "query:v": "1", "form:code": "abc", "form:code_verifier": "~." }
            }
            """));
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded" };
        if (authorization is not null) headers["Authorization"] = authorization;
        var request = new RecordedRequest
        {
            Method = "POST",
            Target = "/token?v=1",
            Headers = headers,
            Body = System.Text.Encoding.UTF8.GetBytes($"code=abc&code_verifier=x{further}"),
        };

        Assert.Equal(problems, exchange.Problems(request, "vendor.example").Count());
    }

    private static bool IsNamed(string system, Uri page) =>
        Pages(KnownSystems.Get(system)).Select(Site).Contains(Site(page), StringComparer.Ordinal);

    private static IEnumerable<Uri> Pages(KnownSystem system)
    {
        var links = system.Links;
        Uri?[] pages =
            [links.Documentation, links.Authentication, links.Scopes, links.ApiDescription, system.Registration?.Page];
        var sources = system.Facts
            .SelectMany(fact => Url().Matches(fact.Source ?? ""))
            .Select(url => new Uri(url.Value));
        return pages.OfType<Uri>().Concat(sources);
    }

    // Everyone has pages at GitHub, so that the repository belongs to the site.
    private static string Site(Uri page) => page.Host is "github.com"
        ? $"github.com/{string.Concat(page.Segments.Skip(1).Take(2)).TrimEnd('/')}"
        : page.Host;

    // The values of the conversations that are written from the protocol.
    [GeneratedRegex(@"^(Bearer )?((client|code|access|refresh|token|key|username|password)-\d|s3cr\+t/=)$")]
    private static partial Regex MadeUp();

    [GeneratedRegex(@"https://\S+")]
    private static partial Regex Url();
}
