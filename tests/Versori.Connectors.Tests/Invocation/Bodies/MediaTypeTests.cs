using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Versori.Connectors.Tests.Invocation.Bodies;

/// <summary>The media types of bodies, and what chooses one of them.</summary>
public sealed class MediaTypeTests
{
    private static readonly ConnectorEndpoint Photo = Requests.Post(new()
    {
        Schema = JsonSchema.Parse(
            """{"type":"object","properties":{"name":{"type":"string"},"tags":{"type":"array"}}}"""),
        Alternatives =
        [
            new() { ContentType = "application/xml" },
            new()
            {
                ContentType = "multipart/form-data",
                Schema = JsonSchema.Parse("""{"properties":{"file":{"type":"string","format":"binary"},"name":{}}}"""),
                Encoding = new Dictionary<string, FieldEncoding>
                {
                    ["file"] = new() { ContentType = "image/png, image/jpeg" },
                    ["name"] = new() { ContentType = "text/markdown" },
                },
            },
            new() { ContentType = "image/*" },
            new() { ContentType = "application/x-ndjson" },
        ],
    });

    [Fact]
    public void The_first_media_type_is_the_default() =>
        Assert.Equal("application/json", TypeOf(Photo.Create(new() { ["name"] = "a" })));

    [Theory]
    [InlineData("application/xml", "<root><name>a</name></root>")]
    [InlineData("application/json; charset=utf-8", """{"name":"a"}""")]
    public void A_call_chooses_a_media_type(string contentType, string body)
    {
        using var request = Create(new() { ["name"] = "a" }, new() { ContentType = contentType });

        Assert.Equal(contentType, TypeOf(request));
        Assert.Equal(body, request.BodyText());
    }

    [Fact]
    public void A_media_type_of_a_range_can_be_chosen()
    {
        using var request = Create(new() { ["body"] = "png"u8.ToArray() }, new() { ContentType = "image/png" });

        Assert.Equal("image/png", TypeOf(request));
        Assert.Equal("png", request.BodyText());
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("image/*")]
    [InlineData("a\r\nb")]
    public void A_media_type_that_the_endpoint_does_not_accept_is_refused(string contentType)
    {
        var exception = Assert.Throws<ConnectorException>(
            () => Create(new() { ["name"] = "a" }, new() { ContentType = contentType }));

        Assert.Equal("contentType", exception.Error.Location);
    }

    [Fact]
    public void A_file_chooses_multipart_and_has_its_own_name_type_and_headers()
    {
        using var request = Photo.Create(new()
        {
            ["name"] = "*a*",
            ["file"] = new FilePart("bytes"u8.ToArray())
            {
                FileName = "a \"b\".png",
                ContentType = "image/webp",
                Headers = new Dictionary<string, string> { ["X-Rotate"] = "90" },
            },
        });
        var text = request.BodyText();

        Assert.StartsWith("multipart/form-data", TypeOf(request), StringComparison.Ordinal);
        Assert.Contains("Content-Type: image/webp\r\n", text, StringComparison.Ordinal);
        Assert.Contains("filename=\"a %22b%22.png\"", text, StringComparison.Ordinal);
        Assert.Contains("X-Rotate: 90\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/markdown\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_encoding_names_the_type_of_a_file() =>
        Assert.Contains(
            "Content-Type: image/png\r\n",
            Photo.Create(new() { ["file"] = "x"u8.ToArray() }).BodyText(),
            StringComparison.Ordinal);

    [Fact]
    public void Fields_of_a_form_have_the_style_of_their_encoding()
    {
        var endpoint = Requests.Post(new()
        {
            ContentType = "application/x-www-form-urlencoded",
            Schema = JsonSchema.Parse("""{"properties":{"a":{},"b":{},"c":{},"d":{},"e":{}}}"""),
            Encoding = new Dictionary<string, FieldEncoding>
            {
                ["a"] = new() { Style = ParameterStyle.DeepObject, Explode = true },
                ["b"] = new() { Explode = false },
                ["c"] = new() { ContentType = "application/json" },
                ["d"] = new() { AllowReserved = true },
            },
        });

        Assert.Equal(
            "a%5Bx%5D%5By%5D=1&b=1,2&c=%5B1%2C2%5D&d=a/b&e=1&e=2",
            endpoint.Create(new()
            {
                ["a"] = JsonNode.Parse("""{"x":{"y":1}}"""),
                ["b"] = new[] { 1, 2 },
                ["c"] = new[] { 1, 2 },
                ["d"] = "a/b",
                ["e"] = new[] { 1, 2 },
            }).BodyText());
    }

    [Fact]
    public void Xml_follows_the_xml_objects_of_its_schema()
    {
        var schemas = new Dictionary<string, JsonSchema>
        {
            ["Book"] = JsonSchema.Parse(
                """
                {"type":"object","xml":{"prefix":"b","namespace":"http://b.example"},"properties":{
                 "id":{"type":"integer","xml":{"attribute":true}},
                 "title":{"type":"string","xml":{"name":"Title"}},
                 "authors":{"type":"array","xml":{"wrapped":true},"items":{"type":"string","xml":{"name":"author"}}},
                 "tags":{"type":"array","items":{"type":"string"}}}}
                """),
        };
        var endpoint = Requests.Post(new()
        {
            ContentType = "application/xml",
            Schema = JsonSchema.Parse("""{"$ref":"#/schemas/Book"}"""),
        });
        using var request = endpoint.Create(
            new()
            {
                ["id"] = 7,
                ["title"] = "a<b\r\n",
                ["authors"] = new[] { "x", "y" },
                ["tags"] = new[] { "p", "q" },
            },
            schemas);

        Assert.Equal(
            "<b:Book xmlns:b=\"http://b.example\" id=\"7\"><Title>a&lt;b&#xD;\n</Title><authors><author>x</author>"
                + "<author>y</author></authors><tags>p</tags><tags>q</tags></b:Book>",
            request.BodyText());
    }

    [Fact]
    public void Xml_can_be_given_as_xml()
    {
        using var request = Create(
            new() { ["body"] = new XElement("a", "ü") }, new() { ContentType = "application/xml" });

        Assert.Equal("application/xml", TypeOf(request));
        Assert.Equal("<a>ü</a>", request.BodyText());
    }

    [Fact]
    public void Sequences_are_one_json_value_a_line()
    {
        using var request = Create(
            new() { ["body"] = new object[] { new Dictionary<string, object?> { ["a"] = 1 }, "b" } },
            new() { ContentType = "application/x-ndjson" });

        Assert.Equal("{\"a\":1}\n\"b\"\n", request.BodyText());
    }

    [Fact]
    public void Items_of_a_sequence_are_checked()
    {
        var endpoint = Requests.Post(new()
        {
            ContentType = "application/jsonl",
            ItemSchema = JsonSchema.Parse("""{"properties":{"a":{"type":"integer"}}}"""),
        });

        Assert.Equal(
            ["body/1/a"],
            Places(endpoint.Refused(new() { ["body"] = JsonNode.Parse("""[{"a":1},{"a":"x"}]""") })));
    }

    [Fact]
    public async Task Sequences_are_written_while_they_are_enumerated()
    {
        using var request = Create(new() { ["body"] = Items() }, new() { ContentType = "application/x-ndjson" });

        Assert.Null(request.Content!.Headers.ContentLength);
        Assert.Equal(
            "{\"n\":0}\n{\"n\":1}\n",
            await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        static async IAsyncEnumerable<object> Items()
        {
            for (var n = 0; n < 2; n++)
            {
                await Task.Yield();
                yield return new Dictionary<string, object?> { ["n"] = n };
            }
        }
    }

    [Fact]
    public void Headers_and_accept_of_a_call_replace_those_of_the_definition()
    {
        var endpoint = Requests.Get("/a", Requests.Parameter(ParameterLocation.Header, "X-A")) with
        {
            Responses = [new() { Status = "200", ContentType = "application/json" }],
        };
        using var request = new Versori.Connectors.Invocation.EndpointRequestFactory(endpoint, Requests.NoSchemas)
            .Create(new() { ["X-A"] = "1" }, new()
            {
                Accept = "text/csv",
                Headers = new Dictionary<string, string> { ["x-a"] = "2", ["X-B"] = "3" },
            });

        Assert.Equal("text/csv", request.Headers.Header("Accept"));
        Assert.Equal("2", request.Headers.Header("X-A"));
        Assert.Equal("3", request.Headers.Header("X-B"));
    }

    [Theory]
    [InlineData("200 application/xml|200 application/json", "application/json, application/xml;q=0.9")]
    [InlineData("200 text/xml|2XX application/vnd.x+json", "application/vnd.x+json, text/xml;q=0.9")]
    [InlineData("default application/xml|default application/json", "application/json, application/xml;q=0.9")]
    [InlineData("200 application/json|200 application/xml", "application/json, application/xml;q=0.9")]
    [InlineData("200 application/xml;q=0.3|200 application/json", "application/json, application/xml;q=0.3")]
    [InlineData("200 application/xml|400 application/json", "application/xml, application/json")]
    [InlineData("400 application/problem+json|200 application/pdf", "application/pdf, application/problem+json")]
    [InlineData("200 text/csv|200 application/pdf", "text/csv, application/pdf")]
    [InlineData("200 application/xml|200 application/x-ndjson", "application/xml, application/x-ndjson")]
    public void JSON_is_preferred_to_XML_where_successful_responses_have_both(string responses, string accept)
    {
        var endpoint = Requests.Get("/x") with
        {
            Responses =
            [
                .. responses.Split('|').Select(response => response.Split(' ')).Select(parts => new EndpointResponse
                {
                    Status = parts[0],
                    ContentType = parts[1],
                }),
            ],
        };

        using var request = endpoint.Create([]);

        Assert.Equal(accept, request.Headers.Header("Accept"));
    }

    [Fact]
    public void The_definition_or_the_caller_chooses_XML()
    {
        var response = new EndpointResponse
        {
            Status = "200",
            ContentType = "application/xml",
            Alternatives = [new() { ContentType = "application/json" }],
        };
        var chosen = Requests.Get("/x") with { Responses = [response] };
        var both = chosen with { Responses = [response, new() { Status = "200", ContentType = "application/json" }] };

        using var ofDefinition = chosen.Create([]);
        using var ofCaller = new Versori.Connectors.Invocation.EndpointRequestFactory(both, Requests.NoSchemas)
            .Create([], new() { Accept = "application/xml" });

        Assert.Equal("application/xml", ofDefinition.Headers.Header("Accept"));
        Assert.Equal("application/xml", ofCaller.Headers.Header("Accept"));
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("authorization", "Bearer x")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("X A", "1")]
    [InlineData("X-A", "a\r\nb")]
    public void Headers_that_frame_a_request_or_carry_credentials_are_refused(string name, string value) =>
        Assert.Equal(
            $"headers/{name}",
            Assert.Throws<ConnectorException>(() => Create(
                new() { ["name"] = "a" }, new() { Headers = new Dictionary<string, string> { [name] = value } }))
                .Error.Location);

    [Fact]
    public void Problems_of_a_body_have_the_names_that_the_call_used()
    {
        var endpoint = Requests.Post(
            Requests.Json(
                """
                {"type":"object","required":["id"],"properties":{"id":{"type":"integer"},
                 "lines":{"type":"array","items":{"required":["sku"],"properties":{"sku":{"type":"string"}}}}}}
                """),
            "/{id}",
            Requests.Parameter(ParameterLocation.Path, "id"));
        var lines = JsonNode.Parse("""[{"sku":"a"},{"sku":1},{}]""");

        Assert.Equal(
            ["body.id", "lines/1/sku", "lines/2/sku"],
            Places(endpoint.Refused(new() { ["id"] = 1, ["lines"] = lines })));
        Assert.Equal(
            ["body/id", "body/lines/1/sku", "body/lines/2/sku"],
            Places(endpoint.Refused(
                new() { ["id"] = 1, ["body"] = new JsonObject { ["lines"] = lines!.DeepClone() } })));
    }

    [Fact]
    public void Headers_that_are_null_are_none()
    {
        using var request = Create(
            new() { ["file"] = new FilePart("a"u8.ToArray()) { Headers = null! } }, new() { Headers = null! });

        Assert.Contains("name=\"file\"", request.BodyText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_can_be_sent_without_checks()
    {
        using var request = Create(
            new() { ["name"] = 5, ["tags"] = "x" }, new() { SkipsArgumentChecks = true });

        Assert.Equal("""{"name":5,"tags":"x"}""", request.BodyText());
        Assert.Equal(["name", "tags"], Places(Photo.Refused(new() { ["name"] = 5, ["tags"] = "x" })));
    }

    [Fact]
    public void Text_that_is_not_unicode_is_refused_anywhere_in_a_body() =>
        Assert.Equal(
            ["tags/1"], Places(Photo.Refused(new() { ["tags"] = new[] { "a", "\uD800" } })));

    private static IEnumerable<string?> Places(IReadOnlyList<ConnectorError> errors) =>
        errors.Select(error => error.Location).Order(StringComparer.Ordinal);

    private static HttpRequestMessage Create(EndpointArguments arguments, InvocationOptions options) =>
        new Versori.Connectors.Invocation.EndpointRequestFactory(Photo, Requests.NoSchemas).Create(arguments, options);

    private static string TypeOf(HttpRequestMessage request) => request.Content!.Headers.Header("Content-Type");
}
