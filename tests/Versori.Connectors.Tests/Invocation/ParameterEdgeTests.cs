using System.Text.Json.Nodes;

namespace Versori.Connectors.Tests.Invocation;

/// <summary>
/// The column "empty" of the tables of styles, the style of cookies of 3.2, and what no style can carry.
/// </summary>
public sealed class ParameterEdgeTests
{
    [Theory]
    [InlineData(ParameterStyle.Matrix, false, "a/;color/b")]
    [InlineData(ParameterStyle.Matrix, true, "a/;color/b")]
    public void An_empty_path_value_has_its_name_alone(ParameterStyle style, bool explode, string url) =>
        Assert.Equal(url, Path("/a/{color}/b", style, explode).Url(new() { ["color"] = "" }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_empty_label_is_a_dot(bool explode) =>
        Assert.Equal("a/x./b", Path("/a/x{color}/b", ParameterStyle.Label, explode).Url(new() { ["color"] = "" }));

    [Theory]
    [InlineData(ParameterStyle.Form, false)]
    [InlineData(ParameterStyle.Form, true)]
    public void An_empty_query_value_is_sent(ParameterStyle style, bool explode) =>
        Assert.Equal("a?color=", Query(style, explode).Url(new() { ["color"] = "" }));

    [Theory]
    [InlineData(true, "array", "color=blue; color=black; color=brown")]
    [InlineData(null, "array", "color=blue; color=black; color=brown")]
    [InlineData(false, "array", "color=blue,black,brown")]
    [InlineData(true, "object", "R=100; G=200; B=150")]
    [InlineData(false, "object", "color=R,100,G,200,B,150")]
    [InlineData(null, "string", "color=blue")]
    public void A_cookie_of_the_cookie_style_is_not_encoded(bool? explode, string kind, string expected)
    {
        object value = kind switch
        {
            "array" => new[] { "blue", "black", "brown" },
            "object" => new Dictionary<string, object?> { ["R"] = 100, ["G"] = 200, ["B"] = 150 },
            _ => "blue",
        };
        var parameter = Requests.Parameter(
            ParameterLocation.Cookie, "color", style: ParameterStyle.Cookie, explode: explode);

        Assert.Equal(
            expected, Requests.Get("/a", parameter).Create(new() { ["color"] = value }).Headers.Header("Cookie"));
    }

    [Fact]
    public void A_cookie_of_the_cookie_style_that_http_does_not_allow_is_refused() =>
        Assert.Single(Requests.Get(
            "/a", Requests.Parameter(ParameterLocation.Cookie, "color", style: ParameterStyle.Cookie))
            .Refused(new() { ["color"] = "a; b=c" }));

    [Theory]
    [InlineData(ParameterStyle.SpaceDelimited, "a b")]
    [InlineData(ParameterStyle.PipeDelimited, "a|b")]
    [InlineData(ParameterStyle.TabDelimited, "a\tb")]
    public void An_item_with_the_delimiter_would_arrive_as_two_and_is_refused(ParameterStyle style, string item) =>
        Assert.Contains(
            "separates",
            Assert.Single(Query(style, false).Refused(new() { ["color"] = new[] { item, "c" } })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_header_item_with_a_comma_is_refused_unless_it_is_quoted()
    {
        var endpoint = Requests.Get("/a", Requests.Parameter(ParameterLocation.Header, "X"));

        Assert.Single(endpoint.Refused(new() { ["X"] = new[] { "a,b", "c" } }));
        Assert.Equal("\"a,b\",c", endpoint.Create(new() { ["X"] = new[] { "\"a,b\"", "c" } }).Headers.Header("X"));
        Assert.Equal("a, b", endpoint.Create(new() { ["X"] = "a, b" }).Headers.Header("X"));
    }

    [Fact]
    public void Null_fields_are_undefined() =>
        Assert.Equal(
            "a?R=1",
            Query(ParameterStyle.Form, true).Url(new() { ["color"] = JsonNode.Parse("""{"R":1,"G":null}""") }));

    [Fact]
    public void A_whole_query_excludes_its_other_parameters()
    {
        var endpoint = Requests.Get(
            "/a",
            Requests.Parameter(ParameterLocation.Query, "x"),
            new EndpointParameter { Name = "q", In = ParameterLocation.QueryString, ContentType = "application/json" });

        Assert.Equal("a?%7B%22a%22%3A1%7D", endpoint.Url(new() { ["q"] = JsonNode.Parse("""{"a":1}""") }));
        Assert.Equal("x", Assert.Single(endpoint.Refused(new() { ["q"] = 1, ["x"] = 2 })).Location);
    }

    [Fact]
    public void The_empty_text_is_valid_where_the_document_says_so()
    {
        var parameter = Requests.Parameter(ParameterLocation.Query, "color", """{"enum":["red"]}""");

        Assert.Equal("a?color=", Requests.Get("/a", parameter with { AllowEmptyValue = true })
            .Url(new() { ["color"] = "" }));
        Assert.Single(Requests.Get("/a", parameter).Refused(new() { ["color"] = "" }));
    }

    private static ConnectorEndpoint Path(string path, ParameterStyle style, bool explode) =>
        Requests.Get(path, Requests.Parameter(ParameterLocation.Path, "color", style: style, explode: explode));

    private static ConnectorEndpoint Query(ParameterStyle style, bool explode) =>
        Requests.Get("/a", Requests.Parameter(ParameterLocation.Query, "color", style: style, explode: explode));
}
