using Versori.Connectors.Reading;

namespace Versori.Connectors.Tests.Known;

/// <summary>Finding known systems by id, host and words.</summary>
public sealed class KnownSystemsTests
{
    [Theory]
    [InlineData("hubspot", "hubspot")]
    [InlineData(" HubSpot ", "hubspot")]
    [InlineData("github-token", "github")]
    [InlineData("sendinblue", "brevo")]
    [InlineData("nothing-like-it", null)]
    [InlineData("", null)]
    public void A_system_is_found_by_its_id_or_alias(string id, string? expected) =>
        Assert.Equal(expected, KnownSystems.Find(id)?.Id);

    [Fact]
    public void An_unknown_system_names_the_nearest()
    {
        var error = Assert.Throws<ConnectorException>(() => KnownSystems.Get("hubsopt"));

        Assert.Equal(ConnectorErrorCode.NotFound, error.Code);
        Assert.Equal("hubspot", error.Error.Related[0]);
        Assert.Contains("hubspot", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_id_is_an_error_with_a_short_message() =>
        Assert.True(
            Assert.Throws<ConnectorException>(() => KnownSystems.Get(new('x', 1_000_000))).Message.Length < 500);

    [Theory]
    [InlineData("api.hubapi.com", "hubspot")]
    [InlineData("API.HUBAPI.COM:443", "hubspot")]
    [InlineData("https://api.hubapi.com/crm/v3?x=1", "hubspot")]
    [InlineData("acme.myshopify.com", "shopify")]
    [InlineData("{shop}.myshopify.com", "shopify")]
    [InlineData("my-shop-2.myshopify.com.", "shopify")]
    [InlineData("us6.api.mailchimp.com", "mailchimp")]
    [InlineData("s3.eu-west-1.amazonaws.com", "aws-s3")]
    [InlineData("gmail.googleapis.com", "gmail")]
    [InlineData("unlisted.googleapis.com", "google")]
    [InlineData("acme.my.salesforce.com", "salesforce")]
    [InlineData("uploads.api.github.com", "github")]
    [InlineData("myshopify.com", null)]
    [InlineData("evilmyshopify.com", null)]
    [InlineData("acme.myshopify.com.evil.example", null)]
    [InlineData("a_b.myshopify.com", null)]
    [InlineData("github.com", null)]
    [InlineData("localhost", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("", null)]
    public void A_system_is_found_by_its_host(string host, string? expected) =>
        Assert.Equal(expected, KnownSystems.ForHost(host)?.Id);

    [Fact]
    public void A_host_of_any_length_is_looked_up_at_once() =>
        Assert.Null(KnownSystems.ForHost(string.Concat(Enumerable.Repeat("a.", 500_000)) + "myshopify.com"));

    [Theory]
    [InlineData("hubspot", "hubspot")]
    [InlineData("hubapi", "hubspot")]
    [InlineData("google calendar", "google-calendar")]
    [InlineData("Atlassian", "jira")]
    public void Words_find_systems(string text, string expected) =>
        Assert.Contains(expected, KnownSystems.Search(text).Select(entry => entry.Id));

    [Fact]
    public void The_system_that_is_called_so_is_first() =>
        Assert.Equal("zoom", KnownSystems.Search("zoom")[0].Id);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("no system has these words")]
    public void Other_words_find_nothing(string text) => Assert.Empty(KnownSystems.Search(text));

    [Fact]
    public void Facts_are_stale_a_year_after_they_were_checked()
    {
        var undated = KnownSystems.FindStale(new(2026, 11, 29), includeUndated: true);

        Assert.Equal(
            KnownSystems.All.Sum(entry => KnownSystems.Get(entry.Id).Facts.Count(fact => fact.CheckedOn is null)),
            undated.Count(stale => stale.Fact.CheckedOn is null));
        Assert.All(KnownSystems.FindStale(new(2026, 11, 29)), stale => Assert.NotNull(stale.Fact.CheckedOn));
    }

    [Theory]
    [InlineData(364, false)]
    [InlineData(366, true)]
    public void A_fact_is_stale_by_its_date(int age, bool isStale)
    {
        var today = new DateOnly(2026, 11, 29);
        var fact = new KnownFact
        {
            About = "addresses",
            Status = KnownFactStatus.Verified,
            Source = "https://vendor.example",
            CheckedOn = today.AddDays(-age),
        };
        var known = KnownSystems.Get("hubspot");
        var system = new KnownSystem(known.Entry, known.Definition) { Links = known.Links, Facts = [fact] };

        var stale = StaleFacts.Of([system], today.AddDays(-365), includeUndated: false);

        Assert.Equal(isStale ? [new("hubspot", fact)] : [], stale);
    }

    [Fact]
    public void All_systems_are_listed_without_reading_a_description()
    {
        Assert.Equal(KnownSystems.All.Select(entry => entry.Id).Order(StringComparer.Ordinal),
            KnownSystems.All.Select(entry => entry.Id));
        Assert.All(KnownSystems.All, entry => Assert.NotEmpty(entry.Title));
    }
}
