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
    public void An_example_is_on_a_page_that_the_description_of_the_system_names(string name)
    {
        var provider = ProviderCase.Load(name);
        var known = Pages(KnownSystems.Get(provider.SystemId!)).Select(Site).ToHashSet(StringComparer.Ordinal);

        Assert.All(provider.Examples, example =>
        {
            Assert.Equal("https", example.Scheme);
            Assert.Contains(Site(example), known);
        });
    }

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
    [InlineData("", 0)]
    [InlineData("&scope=all", 1)]
    public void What_is_sent_besides_an_example_is_stated(string further, int problems)
    {
        var exchange = new Exchange(JsonElement.Parse("""
            {
              "example": "https://vendor.example/docs",
              "at": "POST https://vendor.example/token",
              "expect": { "query:v": "1", "form:code": "abc", "form:code_verifier": "~." }
            }
            """));
        var request = new RecordedRequest
        {
            Method = "POST",
            Target = "/token?v=1",
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded" },
            Body = System.Text.Encoding.UTF8.GetBytes($"code=abc&code_verifier=x{further}"),
        };

        Assert.Equal(problems, exchange.Problems(request, "vendor.example").Count());
    }

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
