using Versori.Connectors.Expressions;
using Versori.Connectors.Tests.Http;

namespace Versori.Connectors.Tests.Invocation;

/// <summary>Paths, queries and headers of hand-written definitions.</summary>
public sealed class RequestShapeTests : HttpTest
{
    [Theory]
    [InlineData("projects/p 1/topics/t:2", "v1/projects/p%201/topics/t%3A2")]
    [InlineData("/leading", "v1//leading")]
    [InlineData("a?b#c", "v1/a%3Fb%23c")]
    public void A_reserved_path_value_keeps_its_slashes(string value, string url) => Assert.Equal(
        url,
        Requests.Get("/v1/{name}", Requests.Parameter(ParameterLocation.Path, "name", allowReserved: true))
            .Url(new() { ["name"] = value }));

    [Theory]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("a/.")]
    [InlineData("../a")]
    public void A_reserved_path_value_cannot_leave_its_parent(string value) => Assert.Equal(
        "name",
        Requests.Get("/v1/{name}", Requests.Parameter(ParameterLocation.Path, "name", allowReserved: true))
            .Refused(new() { ["name"] = value })[0].Location);

    [Theory]
    [InlineData("/a?x=1&y=2", "a?x=1&y=2&q=3")]
    [InlineData("/a?q=1&y=2", "a?y=2&q=3")]
    [InlineData("/a?y={q}", "a?q=3")]
    public void A_query_in_the_path_is_merged(string path, string url) => Assert.Equal(
        url, Requests.Get(path, Requests.Parameter(ParameterLocation.Query, "q")).Url(new() { ["q"] = 3 }));

    [Fact]
    public void Content_headers_of_the_caller_are_sent()
    {
        var parameters = new[]
        {
            Requests.Parameter(ParameterLocation.Header, "Content-Language"),
            Requests.Parameter(ParameterLocation.Header, "Content-MD5"),
            Requests.Parameter(ParameterLocation.Header, "Content-Length"),
            Requests.Parameter(ParameterLocation.Header, "Expires"),
        };
        EndpointArguments given = new()
        {
            ["Content-Language"] = "de",
            ["Content-MD5"] = "Q2hlY2sgSW50ZWdyaXR5IQ==",
            ["Content-Length"] = 5,
            ["Expires"] = "0",
        };
        using var without = Requests.Get("/a", parameters).Create(given);
        given["body"] = new Dictionary<string, object?>();
        using var with = Requests.Post(Requests.Json("{}"), "/a", parameters).Create(given);

        foreach (var request in new[] { without, with })
        {
            var headers = request.Content!.Headers;
            Assert.Equal("de", headers.Header("Content-Language"));
            Assert.Equal("Q2hlY2sgSW50ZWdyaXR5IQ==", headers.Header("Content-MD5"));
            Assert.Equal("0", headers.Header("Expires"));
        }

        Assert.Equal(0, without.Content!.Headers.ContentLength);
        Assert.Equal(2, with.Content!.Headers.ContentLength);
    }

    [Fact]
    public async Task A_header_name_that_http_does_not_allow_is_reported_for_the_definition()
    {
        var definition = Engine.Definition(methods: new BearerAuth());

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Engine.PublishAsync(definition with
        {
            Endpoints = [Requests.Get("/a", Requests.Parameter(ParameterLocation.Header, "X Name"))],
        }));

        Assert.Equal("/endpoints/0/parameters/0/name", exception.Error.Location);
    }

    [Theory]
    [InlineData("https://h.example/{listed}", "https://h.example/shop/v2")]
    [InlineData("https://h.example/{empty}/v1", "https://h.example/v1")]
    [InlineData("https://{address}/v1", "https://h.example:8443/x/v1")]
    [InlineData("https://h.example:{empty}/v1", "https://h.example/v1")]
    public void Values_listed_by_the_author_may_span_segments(string text, string url) => Assert.Equal(
        url,
        UrlExpression.Parse(text).Evaluate(new ExpressionValues()
            .Set("listed", "/shop/v2", isListed: true)
            .Set("empty", "", isListed: true)
            .Set("address", "h.example:8443/x", isListed: true)).AbsoluteUri);

    [Theory]
    [InlineData("https://h.example/{climb}")]
    [InlineData("https://h.example/{given}")]
    [InlineData("https://{address}/v1")]
    public void Values_that_are_not_listed_by_the_author_are_checked(string text)
    {
        var values = new ExpressionValues()
            .Set("climb", "a/../b", isListed: true).Set("given", "..").Set("address", "h.example/x");

        Assert.Throws<ConnectorException>(() => UrlExpression.Parse(text).Evaluate(values));
    }
}
