using System.Text;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Tests.Invocation;

public class RequestBodyTests
{
    private static readonly JsonSchema Fields = JsonSchema.Parse(
        """{"type":"object","properties":{"a":{},"b":{},"file":{}}}""");

    private static ConnectorEndpoint Taking(string contentType) =>
        Requests.Post(new EndpointRequestBody { ContentType = contentType, Schema = Fields });

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/vnd.api+json")]
    [InlineData("application/json; charset=utf-8")]
    public void Json_keeps_its_media_type(string contentType)
    {
        using var request = Taking(contentType)
            .Create(new() { ["a"] = new DateOnly(2024, 1, 2), ["b"] = new object?[] { 1, "x", null, true } });

        Assert.Equal(contentType, request.Content!.Headers.Header("Content-Type"));
        Assert.Equal("""{"a":"2024-01-02","b":[1,"x",null,true]}""", request.BodyText());
    }

    [Fact]
    public void A_form_repeats_lists_and_writes_objects_as_json()
    {
        using var request = Taking("application/x-www-form-urlencoded").Create(new()
        {
            ["a"] = "x y&z=1+2",
            ["b"] = JsonNode.Parse("""{"c":[1,2],"d":[{"e":true}],"n":null}"""),
        });

        Assert.Equal(
            "a=x+y%26z%3D1%2B2&b="
                + Uri.EscapeDataString("""{"c":[1,2],"d":[{"e":true}],"n":null}"""),
            request.BodyText());
        Assert.Equal("application/x-www-form-urlencoded", request.Content!.Headers.Header("Content-Type"));
    }

    [Fact]
    public void Bytes_and_streams_are_files_of_a_multipart_body()
    {
        using var stream = new MemoryStream("stream"u8.ToArray());
        using var request = Taking("multipart/form-data").Create(new()
        {
            ["a"] = "text",
            ["b"] = new Dictionary<string, object?> { ["x"] = 1 },
            ["file"] = new object[] { "bytes"u8.ToArray(), stream },
        });
        var boundary = request.Content!.Headers.ContentType!.Parameters.Single().Value!.Trim('"');

        Assert.Equal(
            $"--{boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; "
                + $"name=\"a\"\r\n\r\ntext"
            + $"\r\n--{boundary}\r\nContent-Type: application/json\r\nContent-Disposition: form-data; "
                + $"name=\"b\"\r\n\r\n{{\"x\":1}}"
            + $"\r\n--{boundary}\r\nContent-Type: application/octet-stream\r\nContent-Disposition: form-data; "
                + $"name=\"file\"; filename=\"file\"\r\n\r\nbytes"
            + $"\r\n--{boundary}\r\nContent-Type: application/octet-stream\r\nContent-Disposition: form-data; "
                + $"name=\"file\"; filename=\"file\"\r\n\r\nstream"
            + $"\r\n--{boundary}--\r\n",
            request.BodyText());
    }

    [Fact]
    public void A_part_cannot_add_lines_by_its_name()
    {
        using var request = Taking("multipart/form-data")
            .Create(new() { ["body"] = new Dictionary<string, object?> { ["x\"\r\nEvil: 1"] = "v" } });

        Assert.Contains("name=\"x%22%0D%0AEvil: 1\"\r\n", request.BodyText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_says_its_encoding()
    {
        using var request = Taking("text/csv").Create(new() { ["body"] = "ü" });

        Assert.Equal("text/csv; charset=utf-8", request.Content!.Headers.Header("Content-Type"));
        Assert.Equal("ü", request.BodyText());
    }

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("image/png")]
    [InlineData("application/json")]
    public void Bytes_are_sent_as_they_are(string contentType)
    {
        using var request = Taking(contentType).Create(new() { ["body"] = "raw"u8.ToArray() });

        Assert.Equal(contentType, request.Content!.Headers.Header("Content-Type"));
        Assert.Equal("raw", request.BodyText());
    }

    [Fact]
    public void A_stream_and_content_are_sent_as_they_are()
    {
        using var memory = new MemoryStream();
        memory.Write("skipraw"u8);
        memory.Position = 4;
        using var replayable = Taking("image/png").Create(new() { ["body"] = memory });
        using var content = new StringContent("own", Encoding.UTF8, "text/plain");
        using var own = Taking("application/json").Create(new() { ["body"] = content });

        Assert.IsType<ByteArrayContent>(replayable.Content);
        Assert.Equal("raw", replayable.BodyText());
        Assert.Same(content, own.Content);
        Assert.Equal("text/plain; charset=utf-8", own.Content!.Headers.Header("Content-Type"));
    }

    [Theory]
    [InlineData("application/json", "text")]
    [InlineData("multipart/form-data", "text")]
    [InlineData("application/x-www-form-urlencoded", 5)]
    public void A_body_of_the_wrong_kind_is_refused(string contentType, object body) =>
        Assert.Equal("body", Assert.Single(Taking(contentType).Refused(new() { ["body"] = body })).Location);

    [Fact]
    public void Files_within_an_object_stay_files()
    {
        var arguments = EndpointArguments.From(new { body = new { a = 1, file = "bytes"u8.ToArray() } });
        using var request = Taking("multipart/form-data").Create(arguments);

        Assert.Contains("filename=\"file\"\r\n\r\nbytes", request.BodyText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_declared_content_type_header_replaces_that_of_the_body()
    {
        var endpoint = Taking("text/plain") with
        {
            Parameters = [Requests.Parameter(ParameterLocation.Header, "Content-Type")],
        };
        using var request = endpoint.Create(new() { ["body"] = "x", ["Content-Type"] = "text/markdown" });

        Assert.Equal("text/markdown", request.Content!.Headers.Header("Content-Type"));
    }
}
