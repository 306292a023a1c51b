using System.Text.Json.Nodes;

namespace Versori.Connectors.Tests.Invocation;

/// <summary>
/// The table of OpenAPI 3.1.1 §4.8.12.4 "Style Examples". Pipes and brackets are encoded, because they are not URI
/// characters and the notes of the table leave this open.
/// </summary>
public class ParameterStyleTests
{
    private static readonly Dictionary<string, object?> Values = new()
    {
        ["string"] = "blue",
        ["array"] = new[] { "blue", "black", "brown" },
        ["object"] = new Dictionary<string, object?> { ["R"] = 100, ["G"] = 200, ["B"] = 150 },
    };

    [Theory]
    [InlineData(ParameterStyle.Matrix, false, "string", ";color=blue")]
    [InlineData(ParameterStyle.Matrix, false, "array", ";color=blue,black,brown")]
    [InlineData(ParameterStyle.Matrix, false, "object", ";color=R,100,G,200,B,150")]
    [InlineData(ParameterStyle.Matrix, true, "string", ";color=blue")]
    [InlineData(ParameterStyle.Matrix, true, "array", ";color=blue;color=black;color=brown")]
    [InlineData(ParameterStyle.Matrix, true, "object", ";R=100;G=200;B=150")]
    [InlineData(ParameterStyle.Label, false, "string", ".blue")]
    [InlineData(ParameterStyle.Label, false, "array", ".blue,black,brown")]
    [InlineData(ParameterStyle.Label, false, "object", ".R,100,G,200,B,150")]
    [InlineData(ParameterStyle.Label, true, "string", ".blue")]
    [InlineData(ParameterStyle.Label, true, "array", ".blue.black.brown")]
    [InlineData(ParameterStyle.Label, true, "object", ".R=100.G=200.B=150")]
    [InlineData(ParameterStyle.Simple, false, "string", "blue")]
    [InlineData(ParameterStyle.Simple, false, "array", "blue,black,brown")]
    [InlineData(ParameterStyle.Simple, false, "object", "R,100,G,200,B,150")]
    [InlineData(ParameterStyle.Simple, true, "string", "blue")]
    [InlineData(ParameterStyle.Simple, true, "array", "blue,black,brown")]
    [InlineData(ParameterStyle.Simple, true, "object", "R=100,G=200,B=150")]
    [InlineData(null, null, "array", "blue,black,brown")]
    [InlineData(null, null, "object", "R,100,G,200,B,150")]
    public void A_path_parameter_is_written_in_its_style(
        ParameterStyle? style, bool? explode, string value, string expected) =>
        Assert.Equal(
            $"a/{expected}/b", Requests.Get(
                "/a/{color}/b", Requests.Parameter(ParameterLocation.Path, "color", style: style, explode: explode))
            .Url(new() { ["color"] = Values[value] }));

    [Theory]
    [InlineData(ParameterStyle.Form, false, "string", "color=blue")]
    [InlineData(ParameterStyle.Form, false, "array", "color=blue,black,brown")]
    [InlineData(ParameterStyle.Form, false, "object", "color=R,100,G,200,B,150")]
    [InlineData(ParameterStyle.Form, true, "string", "color=blue")]
    [InlineData(ParameterStyle.Form, true, "array", "color=blue&color=black&color=brown")]
    [InlineData(ParameterStyle.Form, true, "object", "R=100&G=200&B=150")]
    [InlineData(ParameterStyle.SpaceDelimited, false, "array", "color=blue%20black%20brown")]
    [InlineData(ParameterStyle.SpaceDelimited, false, "object", "color=R%20100%20G%20200%20B%20150")]
    [InlineData(ParameterStyle.SpaceDelimited, null, "array", "color=blue%20black%20brown")]
    [InlineData(ParameterStyle.SpaceDelimited, true, "array", "color=blue&color=black&color=brown")]
    [InlineData(ParameterStyle.PipeDelimited, false, "array", "color=blue%7Cblack%7Cbrown")]
    [InlineData(ParameterStyle.PipeDelimited, false, "object", "color=R%7C100%7CG%7C200%7CB%7C150")]
    [InlineData(ParameterStyle.PipeDelimited, true, "array", "color=blue&color=black&color=brown")]
    [InlineData(ParameterStyle.TabDelimited, null, "array", "color=blue%09black%09brown")]
    [InlineData(ParameterStyle.DeepObject, true, "object", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150")]
    [InlineData(ParameterStyle.DeepObject, null, "object", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150")]
    [InlineData(ParameterStyle.DeepObject, null, "array", "color=blue&color=black&color=brown")]
    [InlineData(null, null, "string", "color=blue")]
    [InlineData(null, null, "array", "color=blue&color=black&color=brown")]
    [InlineData(null, null, "object", "R=100&G=200&B=150")]
    public void A_query_parameter_is_written_in_its_style(
        ParameterStyle? style, bool? explode, string value, string expected) =>
        Assert.Equal(
            $"a?{expected}", Requests.Get(
                "/a", Requests.Parameter(ParameterLocation.Query, "color", style: style, explode: explode))
            .Url(new() { ["color"] = Values[value] }));

    [Theory]
    [InlineData(false, "string", "blue")]
    [InlineData(false, "array", "blue,black,brown")]
    [InlineData(false, "object", "R,100,G,200,B,150")]
    [InlineData(true, "object", "R=100,G=200,B=150")]
    [InlineData(null, "object", "R,100,G,200,B,150")]
    public void A_header_parameter_is_written_in_simple_style(bool? explode, string value, string expected) =>
        Assert.Equal(
            expected, Requests.Get("/a", Requests.Parameter(ParameterLocation.Header, "X-Color", explode: explode))
            .Create(new() { ["X-Color"] = Values[value] }).Headers.Header("X-Color"));

    [Theory]
    [InlineData(null, "string", "color=blue")]
    [InlineData(false, "array", "color=blue%2Cblack%2Cbrown")]
    [InlineData(false, "object", "color=R%2C100%2CG%2C200%2CB%2C150")]
    [InlineData(true, "array", "color=blue; color=black; color=brown")]
    [InlineData(true, "object", "R=100; G=200; B=150")]
    public void A_cookie_parameter_is_written_in_form_style(bool? explode, string value, string expected) =>
        Assert.Equal(
            $"{expected}; b=1%202%3B", Requests.Get(
                "/a",
                Requests.Parameter(ParameterLocation.Cookie, "color", explode: explode),
                Requests.Parameter(ParameterLocation.Cookie, "b"))
            .Create(new() { ["color"] = Values[value], ["b"] = "1 2;" }).Headers.Header("Cookie"));

    [Fact]
    public void Delimiters_in_values_are_encoded()
    {
        var endpoint = Requests.Get(
            "/{p}",
            Requests.Parameter(ParameterLocation.Path, "p"),
            Requests.Parameter(ParameterLocation.Query, "q", explode: false),
            Requests.Parameter(ParameterLocation.Query, "s", style: ParameterStyle.SpaceDelimited),
            Requests.Parameter(ParameterLocation.Query, "$top"));

        Assert.Equal(
            "a%2Cb,c%2Fd?q=a%2Cb,c%26d&s=a%2520b%20c&$top=x%3Dy",
            endpoint.Url(new()
            {
                ["p"] = new[] { "a,b", "c/d" },
                ["q"] = new[] { "a,b", "c&d" },
                ["s"] = new[] { "a%20b", "c" },
                ["$top"] = "x=y",
            }));
    }

    [Fact]
    public void Allowed_reserved_characters_are_kept_except_parameter_delimiters() =>
        Assert.Equal(
            "a?q=https://x.com/?a=b%26c%3B%2B%23%25%20%5B",
            Requests.Get("/a", Requests.Parameter(ParameterLocation.Query, "q", allowReserved: true))
                .Url(new() { ["q"] = "https://x.com/?a=b&c;+#% [" }));

    [Fact]
    public void Nested_objects_are_written_in_deep_object_style() =>
        Assert.Equal(
            "a?filter%5Bdate%5D%5Bgte%5D=2024-01-01&filter%5Btag%5D=x&filter%5Btag%5D=y",
            Requests.Get("/a", Requests.Parameter(ParameterLocation.Query, "filter", style: ParameterStyle.DeepObject))
                .Url(
                    new()
                    {
                        ["filter"] = JsonNode.Parse("""{"date":{"gte":"2024-01-01","lt":null},"tag":["x","y"]}"""),
                    }));

    [Fact]
    public void An_empty_list_is_omitted() =>
        Assert.Equal(
            "a",
            Requests.Get("/a", Requests.Parameter(ParameterLocation.Query, "q"))
                .Url(new() { ["q"] = Array.Empty<int>() }));
}
