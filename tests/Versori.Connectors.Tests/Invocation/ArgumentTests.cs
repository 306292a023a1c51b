using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Tests.Invocation;

public class ArgumentTests
{
    private static readonly ConnectorEndpoint Issue = Requests.Post(
        Requests.Json(
            """{"type":"object","properties":{"title":{"type":"string"},"body":{"type":"string"}"""
                + ""","labels":{"type":"array"}}}""",
            required: true),
        "/repos/{owner}/{repo}/issues",
        Requests.Parameter(ParameterLocation.Path, "owner"),
        Requests.Parameter(ParameterLocation.Path, "repo"),
        Requests.Parameter(ParameterLocation.Query, "per_page", """{"type":"integer"}"""),
        Requests.Parameter(ParameterLocation.Query, "state", """{"type":"string","enum":["open","closed"]}"""));

    public enum State
    {
        Open,
        Closed,
    }

    public static TheoryData<object, string> Scalars() => new()
    {
        { "a b", "a%20b" },
        { "{owner}", "%7Bowner%7D" },
        { 'c', "c" },
        { true, "true" },
        { 42, "42" },
        { (byte)7, "7" },
        { -1L, "-1" },
        { ulong.MaxValue, "18446744073709551615" },
        { 1.5, "1.5" },
        { 1.5f, "1.5" },
        { 10.50m, "10.50" },
        { Int128.MaxValue, "170141183460469231731687303715884105727" },
        { Guid.Empty, "00000000-0000-0000-0000-000000000000" },
        { new Uri("https://x.com/a?b"), "https%3A%2F%2Fx.com%2Fa%3Fb" },
        { new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc), "2024-02-29T01%3A02%3A03Z" },
        {
            new DateTimeOffset(2024, 2, 29, 1, 2, 3, 450, TimeSpan.FromHours(2)),
            "2024-02-29T01%3A02%3A03.45%2B02%3A00"
        },
        { new DateOnly(2024, 2, 29), "2024-02-29" },
        { TimeSpan.FromMinutes(90), "PT1H30M" },
        { State.Open, "Open" },
        { JsonValue.Create(new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc)), "2024-02-29T01%3A02%3A03Z" },
        { JsonDocument.Parse("\"x/y\"").RootElement, "x%2Fy" },
        { new byte[] { 0xFB, 0xFF }, "%2B%2F8%3D" },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void Values_are_written_in_the_invariant_culture(object value, string written) =>
        Assert.Equal(
            $"a?q={written}",
            Requests.Get("/a", Requests.Parameter(ParameterLocation.Query, "q")).Url(new() { ["q"] = value }));

    [Fact]
    public void A_date_and_an_enum_are_written_as_the_schema_specifies() =>
        Assert.Equal("a?day=2024-02-29&state=closed", Requests.Get(
            "/a",
            Requests.Parameter(ParameterLocation.Query, "day", """{"type":"string","format":"date"}"""),
            Requests.Parameter(ParameterLocation.Query, "state", """{"type":"string","enum":["open","closed"]}"""))
            .Url(new() { ["day"] = new DateTime(2024, 2, 29, 1, 2, 3), ["state"] = State.Closed }));

    [Fact]
    public void Each_argument_is_written_to_its_location()
    {
        using var request = Issue.Create(
            EndpointArguments.From(new
            {
                owner = "acme",
                repo = "we/b",
                per_page = 5,
                title = "Broken",
                body = "It is.",
                labels = new[] { "bug" },
            }));

        Assert.Equal("POST", request.Method.Method);
        Assert.Equal("repos/acme/we%2Fb/issues?per_page=5", request.RequestUri!.OriginalString);
        Assert.Equal("""{"title":"Broken","body":"It is.","labels":["bug"]}""", request.BodyText());
        Assert.Equal("application/json", request.Content!.Headers.Header("Content-Type"));
        Assert.IsType<ByteArrayContent>(request.Content, exactMatch: false);
    }

    [Fact]
    public void The_body_can_be_passed_as_one_argument()
    {
        using var request = Issue.Create(
            EndpointArguments.From(new { owner = "a", repo = "b", body = new { title = "ü", extra = (string?)null } }));

        Assert.Equal("""{"title":"ü","extra":null}""", request.BodyText());
    }

    [Fact]
    public void The_request_url_stays_below_the_base_address() =>
        Assert.Equal(
            "https://api.example.com/v1/repos/a/b/issues?state=open",
            new Uri(
                new Uri("https://api.example.com/v1/"),
                Issue.Create(new()
                {
                    ["owner"] = "a",
                    ["repo"] = "b",
                    ["state"] = "open",
                    ["title"] = "t",
                }).RequestUri!).AbsoluteUri);

    [Theory]
    [InlineData("/v1:batch", "https://x.com/v1/v1:batch")]
    [InlineData("//evil.com/a", "https://x.com/v1//evil.com/a")]
    [InlineData("https://evil.com/a", "https://x.com/v1/https://evil.com/a")]
    [InlineData("/a?fixed=1#get", "https://x.com/v1/a?fixed=1")]
    [InlineData("", "https://x.com/v1/")]
    public void Every_path_stays_below_the_base_address(string path, string url) =>
        Assert.Equal(url, new Uri(new Uri("https://x.com/v1/"), Requests.Get(path).Create([]).RequestUri!).AbsoluteUri);

    [Fact]
    public void All_problems_are_reported_together()
    {
        var errors = Issue.Refused(new() { ["ownr"] = "acme", ["per_page"] = "abc", ["state"] = "opened" });

        Assert.Equal(["ownr", "per_page", "state", "body", "owner", "repo"], errors.Select(error => error.Location));
        Assert.Contains("Did you mean 'owner'? There are: owner, ", errors[0].Message, StringComparison.Ordinal);
        Assert.Equal("owner", errors[0].Related[0]);
        Assert.Contains("a whole number", errors[1].Message, StringComparison.Ordinal);
        Assert.Contains("open, closed", errors[2].Message, StringComparison.Ordinal);
        Assert.Contains("title, body, labels", errors[3].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("perPage", "per_page")]
    [InlineData("Owner", "owner")]
    [InlineData("lable", "labels")]
    [InlineData("bdy", "body")]
    public void The_most_similar_name_is_suggested_first(string mistyped, string meant) =>
        Assert.Contains(
            $"Did you mean '{meant}'",
            Issue.Refused(new() { ["owner"] = "a", ["repo"] = "b", ["title"] = "t", [mistyped] = 1 })[0].Message,
            StringComparison.Ordinal);

    [Fact]
    public void An_optional_null_is_omitted_and_a_required_null_is_missing()
    {
        Assert.Equal(
            "repos/a/b/issues",
            Issue.Url(
                new() { ["owner"] = "a", ["repo"] = "b", ["per_page"] = null, ["title"] = "t", ["labels"] = null }));
        Assert.Equal(
            "owner",
            Assert.Single(Issue.Refused(new() { ["owner"] = null, ["repo"] = "b", ["title"] = "t" })).Location);
    }

    [Fact]
    public void Parameters_with_the_same_name_are_set_by_qualified_names()
    {
        var endpoint = Requests.Post(
            Requests.Json("""{"type":"object","properties":{"id":{}}}"""),
            "/{id}",
            Requests.Parameter(ParameterLocation.Header, "id"),
            Requests.Parameter(ParameterLocation.Query, "id"),
            Requests.Parameter(ParameterLocation.Path, "id"));

        using var request = endpoint.Create(new() { ["id"] = 1, ["query.id"] = 2, ["header.id"] = 3, ["body.id"] = 4 });

        Assert.Equal("1?id=2", request.RequestUri!.OriginalString);
        Assert.Equal("3", request.Headers.Header("id"));
        Assert.Equal("""{"id":4}""", request.BodyText());
        Assert.Contains(
            "given twice",
            Assert.Single(endpoint.Refused(new() { ["id"] = 1, ["path.id"] = 2 })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_complete_body_and_its_fields_cannot_be_combined() =>
        Assert.Equal(
            "title",
            Assert.Single(
                Issue.Refused(
                    new() { ["owner"] = "a", ["repo"] = "b", ["title"] = "t", ["body"] = new JsonObject() })).Location);

    [Fact]
    public void Fields_are_resolved_through_references_and_allOf()
    {
        var schemas = new Dictionary<string, JsonSchema>
        {
            ["Base"] = JsonSchema.Parse("""{"properties":{"id":{}},"allOf":[{"$ref":"#/schemas/Order"}]}"""),
            ["Order"] = JsonSchema.Parse(
                """{"allOf":[{"$ref":"#/schemas/Base"},{"properties":{"total":{"type":"number"}}}]}"""),
        };

        using var request = Requests.Post(Requests.Json("""{"$ref":"#/schemas/Order"}"""))
            .Create(new() { ["total"] = 1.50m, ["id"] = 7 }, schemas);

        Assert.Equal("""{"total":1.50,"id":7}""", request.BodyText());
    }

    [Theory]
    [InlineData("integer", "abc", false)]
    [InlineData("integer", "12", true)]
    [InlineData("integer", "1.5", false)]
    [InlineData("integer", "--1", false)]
    [InlineData("number", "1.5e3", true)]
    [InlineData("number", "NaN", false)]
    [InlineData("number", "1,5", false)]
    [InlineData("boolean", "true", true)]
    [InlineData("boolean", "yes", false)]
    [InlineData("string", "12", true)]
    [InlineData("object", "x", false)]
    [InlineData("array", "x", true)]
    public void A_value_of_the_wrong_type_is_refused(string type, string value, bool allowed)
    {
        var endpoint = Requests.Get(
            "/a", Requests.Parameter(ParameterLocation.Query, "q", $$"""{"type":["{{type}}","null"]}"""));

        if (allowed) Assert.StartsWith("a?q=", endpoint.Url(new() { ["q"] = value }), StringComparison.Ordinal);
        else
            Assert.DoesNotContain(
                value, Assert.Single(endpoint.Refused(new() { ["q"] = value })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_and_objects_are_refused_for_scalar_parameters_and_items_are_checked()
    {
        var endpoint = Requests.Get(
            "/a",
            Requests.Parameter(ParameterLocation.Query, "n", """{"type":"integer"}"""),
            Requests.Parameter(ParameterLocation.Query, "l", """{"type":"array","items":{"enum":["x","y"]}}"""));

        Assert.Equal(
            ["n", "l/1"],
            endpoint.Refused(new() { ["n"] = new[] { 1 }, ["l"] = new[] { "x", "z" } })
                .Select(error => error.Location));
        Assert.Equal("a?l=x&l=y", endpoint.Url(new() { ["l"] = new List<string> { "x", "y" } }));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void A_path_value_that_is_not_a_segment_is_refused(string value) =>
        Assert.Equal("p", Assert.Single(Requests.Get("/a/{p}/b").Refused(new() { ["p"] = value })).Location);

    [Fact]
    public void Values_that_form_a_dot_segment_together_are_refused() =>
        Assert.NotEmpty(
            Requests.Get(
                "/a/.{p}",
                Requests.Parameter(ParameterLocation.Path, "p", style: ParameterStyle.Label))
            .Refused(new() { ["p"] = "" }));

    [Fact]
    public void A_lone_surrogate_is_refused() =>
        Assert.Contains(
            "surrogate",
            Assert.Single(Requests.Get("/a/{p}/b").Refused(new() { ["p"] = "\uD800" })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_header_value_with_a_line_break_is_refused() =>
        Assert.Equal(
            "X",
            Assert.Single(
                Requests.Get("/a", Requests.Parameter(ParameterLocation.Header, "X"))
                    .Refused(new() { ["X"] = "a\r\nY: b" })).Location);

    [Fact]
    public void Authentication_and_content_headers_are_never_required_arguments()
    {
        var endpoint = Requests.Get(
            "/a",
            Requests.Parameter(ParameterLocation.Header, "Authorization", required: true),
            Requests.Parameter(ParameterLocation.Header, "Accept", required: true))
            with
        { Responses = [new() { Status = "200", ContentType = "application/json" }] };

        using var request = endpoint.Create([]);

        Assert.Equal("application/json", request.Headers.Header("Accept"));
        Assert.False(request.Headers.Contains("Authorization"));
    }

    [Fact]
    public void The_error_for_a_value_of_an_unknown_type_lists_the_supported_types() =>
        Assert.Contains(
            "type StrongBox`1 is not supported",
            Assert.Single(
                Requests.Get("/a", Requests.Parameter(ParameterLocation.Query, "q"))
                    .Refused(new() { ["q"] = new System.Runtime.CompilerServices.StrongBox<int>(1) })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Cyclic_values_are_refused()
    {
        var endless = new Dictionary<string, object?>();
        endless["again"] = endless;

        Assert.Contains(
            "64 deep",
            Assert.Single(Requests.Post(Requests.Json("{}")).Refused(new() { ["body"] = endless })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_of_custom_types_are_serialized_with_their_json_names()
    {
        var arguments = EndpointArguments.From(new Order { Id = 7, Lines = [new Line("a", 2)], Ignored = "x" });

        Assert.Equal(["id", "Lines"], arguments.Select(argument => argument.Key));
        Assert.Equal(
            """[{"sku":"a","Count":2}]""", Assert.IsAssignableFrom<JsonNode>(arguments["Lines"]).ToJsonString());
        Assert.Same(arguments, EndpointArguments.From(arguments));
    }

    [Fact]
    public void An_object_that_cannot_be_converted_to_arguments_is_refused_by_type_name()
    {
        var cyclic = new List<object>();
        cyclic.Add(new { cyclic });

        Assert.Equal(
            "x",
            Assert.Throws<ConnectorException>(() => EndpointArguments.From(new { x = new { cyclic } })).Error.Location);
        var twice = new List<object>();
        twice.AddRange([twice, twice]);
        Assert.Equal(
            "x", Assert.Throws<ConnectorException>(() => EndpointArguments.From(new { x = twice })).Error.Location);
        Assert.Equal(
            "q",
            Assert.Single(
                Requests.Get("/a", Requests.Parameter(ParameterLocation.Query, "q"))
                    .Refused(new() { ["q"] = twice })).Location);
        Assert.Equal(
            "x",
            Assert.Throws<ConnectorException>(
                () => EndpointArguments.From(new { x = new { d = double.NaN } })).Error.Location);
        Assert.Contains(
            "not finite",
            Assert.Single(Requests.Get("/{p}").Refused(EndpointArguments.From(new { p = double.NaN }))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => EndpointArguments.From("text"));
        Assert.Throws<ArgumentException>(() => EndpointArguments.From(new[] { 1 }));
        Assert.Equal("1", EndpointArguments.From(new Dictionary<string, string> { ["a"] = "1" })["a"]);
    }

    [Fact]
    public void An_endpoint_that_cannot_be_called_is_refused_when_it_is_prepared()
    {
        foreach (var endpoint in new[]
        {
            Requests.Get("/a") with { Method = "NOT A METHOD" },
            Requests.Get("/a", Requests.Parameter(ParameterLocation.Cookie, "a\nb")),
            Requests.Post(new EndpointRequestBody { ContentType = "text/plain\r\nX: y" }),
        })
        {
            var error = Assert.Throws<ConnectorException>(() => endpoint.Create([])).Error;
            Assert.Equal((ConnectorErrorCode.InvalidDefinition, endpoint.Id), (error.Code, error.Location));
        }
    }

    [Fact]
    public void A_dictionary_is_accepted_as_arguments()
    {
        EndpointArguments arguments = new Dictionary<string, object?> { ["owner"] = "a" };

        Assert.Equal("a", arguments["owner"]);
        Assert.Null(arguments["Owner"]);
        Assert.Throws<ArgumentException>(() => arguments.Add("owner", "b"));
    }

    public sealed record Line([property: JsonPropertyName("sku")] string Sku, int Count);

    public sealed class Order
    {
        [JsonPropertyName("id")]
        public int Id { get; init; }

        public IReadOnlyList<Line> Lines { get; init; } = [];

        [JsonIgnore]
        public string? Ignored { get; init; }
    }
}
