using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Versori.Connectors.Tests.Http;

/// <summary>Which content is sent again after a 401.</summary>
public sealed class RepeatedContentTests : HttpTest
{
    private const string Body = """{"name":"x"}""";

    public static TheoryData<string> Repeatable => new(
        "seekable stream", "large seekable stream", "stream of known length", "class of known length",
        "class of unknown length", "multipart of streams", "multipart of known length");

    [Theory]
    [MemberData(nameof(Repeatable))]
    public async Task A_write_is_repeated_after_a_401_with_every_kind_of_content(string kind)
    {
        var (_, client) = await Engine.ConnectAsync();
        External.RejectTokens("access-1");

        using var response = await client.PostAsync("items", Content(kind));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (first, second) = (External.RecordedApiRequests[^2], External.RecordedApiRequests[^1]);
        Assert.Equal(first.Text, second.Text);
        Assert.Contains("x", second.Text);
        Assert.Equal(Framing(first), Framing(second));

        static string Framing(RecordedRequest request) =>
            string.Join(' ', ((string[])["Content-Type", "Content-Length", "Transfer-Encoding"])
                .Select(name => request.Headers.GetValueOrDefault(name)));
    }

    [Theory]
    [InlineData("one-way stream")]
    [InlineData("large stream of known length")]
    [InlineData("large class of unknown length")]
    public async Task Content_that_cannot_be_buffered_is_sent_once(string kind)
    {
        var (_, client) = await Engine.ConnectAsync();
        External.RejectTokens("access-1");

        using var response = await client.PostAsync("items", Content(kind));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(2, External.ApiRequests);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task Content_of_unknown_length_is_streamed()
    {
        var (_, client) = await Engine.ConnectAsync();
        var go = new TaskCompletionSource();
        var sending = client.PostAsync("live", new Written(async stream =>
        {
            await stream.WriteAsync("first"u8.ToArray());
            await stream.FlushAsync();
            await go.Task;
            await stream.WriteAsync("last"u8.ToArray());
        }));
        Assert.False(sending.IsCompleted);

        go.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await sending).StatusCode);
        Assert.Equal("firstlast", External.RecordedApiRequests[^1].Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hundred_rejected_one_way_uploads_cause_one_token_request(bool atOnce)
    {
        var (_, client) = await Engine.ConnectAsync();
        External.ApiOutage = ScriptedResponse.Create(401, "");
        var before = External.TokenRequests;

        if (atOnce) await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => UploadAsync()));
        else for (var upload = 0; upload < 100; upload++) await UploadAsync();

        Assert.InRange(External.TokenRequests - before, 1, 1);

        async Task UploadAsync()
        {
            using var response = await client.PostAsync("items", Content("one-way stream"));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_replacement_token_that_was_in_use_is_replaced_immediately_after_a_rejection()
    {
        var (_, client) = await Engine.ConnectAsync();
        External.RejectTokens("access-1");
        await client.PostAsync("items", Content("one-way stream"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Engine.Time.Advance(TimeSpan.FromMinutes(10));
        External.RejectTokens("access-2");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
        Assert.Equal(3, External.TokenRequests);
    }

    private static HttpContent Content(string kind) => kind switch
    {
        "seekable stream" => new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(Body))),
        "large seekable stream" =>
            new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 2 << 20)))),
        "stream of known length" => WithLength(OneWay(Body), Body.Length),
        "class of known length" => new Own(Encoding.UTF8.GetBytes(Body), knowsLength: true),
        "class of unknown length" => new Own(Encoding.UTF8.GetBytes(Body), knowsLength: false),
        "multipart of streams" => new MultipartFormDataContent("b")
        {
            { new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(Body))), "file", "x.json" },
        },
        "multipart of known length" => new MultipartFormDataContent("b")
        {
            { WithLength(OneWay(Body), Body.Length), "file", "x.json" },
        },
        "large stream of known length" => WithLength(OneWay(new string('x', 2 << 20)), 2 << 20),
        "large class of unknown length" => new Own(new byte[2 << 20], knowsLength: false),
        _ => OneWay(Body),
    };

    private static StreamContent OneWay(string text) => new(new OneWayStream(Encoding.UTF8.GetBytes(text)));

    private static StreamContent WithLength(StreamContent content, long length)
    {
        content.Headers.ContentLength = length;
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>Content of an SDK's own class that can be written once.</summary>
    private sealed class Own(byte[] bytes, bool knowsLength) : HttpContent
    {
        private bool _isSpent;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            Assert.False(_isSpent);
            _isSpent = true;
            return stream.WriteAsync(bytes).AsTask();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return knowsLength;
        }
    }

    private sealed class Written(Func<Stream, Task> write) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = -1;
            return false;
        }
    }
}
