using System.Text;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.Invocation.Responses;

/// <summary>Responses that are read while they arrive, and bodies that are sent while they are written.</summary>
public sealed class StreamTests : CallingTest
{
    [Theory]
    [InlineData("application/x-ndjson", "{\"id\":1}\n\n{\"id\":2}\r\n{\"id\":3}")]
    [InlineData("application/json-seq", "\u001E{\"id\":1}\n\u001E{\"id\":2}\n\u001E{\"id\":3}\n")]
    [InlineData(
        "text/event-stream",
        "data: {\"id\":1}\n\n: comment\ndata: {\"id\":\ndata: 2}\n\ndata: {\"id\":3}\n\ndata: [DONE]\n\n")]
    [InlineData("application/json", "[{\"id\":1},{\"id\":2},{\"id\":3}]")]
    public async Task Items_of_sequential_media_types_are_read(string contentType, string body)
    {
        RespondWith(200, body, contentType);
        var connection = await ConnectAsync();

        var ids = new List<int>();
        var items = Invoker.StreamItemsAsync(
            new(connection.Id, "call"), OutcomeTests.ItemContext.Default.Item, Cancellation);
        await foreach (var item in items) ids.Add(item!.Id);

        Assert.Equal([1, 2, 3], ids);
    }

    [Fact]
    public async Task An_item_is_returned_before_the_next_one_is_sent()
    {
        var gate = Gate.Closed();
        Respond = async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            await context.Response.WriteAsync("{\"id\":1}\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await gate.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("{\"id\":2}\n", context.RequestAborted);
        };
        var connection = await ConnectAsync();

        var ids = new List<int>();
        var items = Invoker.StreamItemsAsync(
            new(connection.Id, "call"), OutcomeTests.ItemContext.Default.Item, Cancellation);
        await foreach (var item in items)
        {
            ids.Add(item!.Id);
            gate.Open();
        }

        Assert.Equal([1, 2], ids);
    }

    [Fact]
    public async Task Events_have_their_types_and_ids()
    {
        RespondWith(200, "event: order\nid: 7\ndata: a\ndata: b\n\n", "text/event-stream");
        var connection = await ConnectAsync();
        await using var stream = await Invoker.InvokeStreamAsync(new(connection.Id, "call"), Cancellation);

        await foreach (var item in stream.ReadEventsAsync(Cancellation))
            Assert.Equal(("order", "7", "a\nb"), (item.EventType, item.EventId, item.Data));
    }

    [Fact]
    public async Task A_failure_of_a_streamed_call_is_an_error_with_the_systems_message()
    {
        RespondWith(400, """{"detail":"bad"}""", "application/problem+json");
        var connection = await ConnectAsync();
        await using var stream = await Invoker.InvokeStreamAsync(new(connection.Id, "call"), Cancellation);

        Assert.False(stream.IsSuccess);
        var exception = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            await foreach (var _ in stream.ReadItemsAsync(OutcomeTests.ItemContext.Default.Item, Cancellation)) { }
        });
        Assert.Equal((ConnectorErrorCode.CallFailed, "bad"), (exception.Error.Code, exception.Error.ServerMessage));
    }

    [Theory]
    [InlineData("{\"id\":1}\n{\"id\":\"x\"}\n")]
    [InlineData("{\"id\":1}\nnot json")]
    public async Task An_item_of_another_type_is_a_typed_error_after_the_items_before_it(string body)
    {
        RespondWith(200, body, "application/jsonl");
        var connection = await ConnectAsync();

        var count = 0;
        var exception = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            var items = Invoker.StreamItemsAsync(
                new(connection.Id, "call"), OutcomeTests.ItemContext.Default.Item, Cancellation);
            await foreach (var _ in items) count++;
        });

        Assert.Equal(
            (1, ConnectorErrorCode.InvalidResponse, "/1"), (count, exception.Error.Code, exception.Error.Location));
    }

    [Fact]
    public async Task Content_that_is_too_large_to_be_read_whole_can_be_streamed()
    {
        const int Chunks = 400;
        var chunk = new byte[64 * 1024];
        Respond = async context =>
        {
            context.Response.ContentType = "application/octet-stream";
            for (var i = 0; i < Chunks; i++) await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        };
        var connection = await ConnectAsync();
        var call = new EndpointCall(connection.Id, "call");

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Invoker.InvokeAsync(call, Cancellation));
        await using var stream = await Invoker.InvokeStreamAsync(call, Cancellation);
        var received = 0L;
        int read;
        while ((read = await stream.Content.ReadAsync(chunk, Cancellation)) > 0) received += read;

        Assert.Contains("InvokeStreamAsync", exception.Error.Message, StringComparison.Ordinal);
        Assert.Equal((long)Chunks * chunk.Length, received);
    }

    [Fact]
    public async Task A_stream_is_sent_while_it_is_read()
    {
        var received = "";
        Respond = async context =>
        {
            context.Request.Body.Position = 0;
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            received = await reader.ReadToEndAsync(context.RequestAborted);
        };
        var connection = await ConnectAsync(Requests.Post(new() { ContentType = "application/octet-stream" }, "/call"));

        var result = await Invoker.InvokeAsync(
            new EndpointCall(connection.Id, "call")
            {
                Arguments = new() { ["body"] = new Http.OneWayStream("abc"u8.ToArray()) },
            },
            Cancellation);

        Assert.True(result.IsSuccess);
        Assert.Equal("abc", received);
        Assert.Equal("[content of application/octet-stream]", result.Request.Body);
    }

    [Fact]
    public async Task A_host_can_make_a_stream_for_its_tests()
    {
        var result = new InvocationResult
        {
            StatusCode = 200,
            Headers = new Dictionary<string, IReadOnlyList<string>> { ["Content-Type"] = ["application/jsonl"] },
            Body = "{\"id\":7}"u8.ToArray(),
        };
        await using var stream = new InvocationStream(result);

        Assert.Same(result, await stream.ReadResultAsync(Cancellation));
        await foreach (var item in stream.ReadItemsAsync(OutcomeTests.ItemContext.Default.Item, Cancellation))
            Assert.Equal(7, item!.Id);
    }
}
