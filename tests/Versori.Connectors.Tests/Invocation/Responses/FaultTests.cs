using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.Invocation.Responses;

/// <summary>
/// Servers that stall, break off, lie or lead in circles: each call ends with a typed result or error.
/// </summary>
public sealed class FaultTests : CallingTest
{
    private static readonly InvocationOptions Short = new() { Timeout = TimeSpan.FromSeconds(3) };

    [Fact]
    public async Task A_server_that_sends_nothing_ends_with_the_time_limit_of_the_call()
    {
        var reached = Gate.Closed();
        Respond = async context =>
        {
            reached.Open();
            await Gate.Closed().WaitAsync(context.RequestAborted);
        };
        var connection = await ConnectAsync();

        var call = Invoker.InvokeAsync(new EndpointCall(connection.Id, "call") { Options = Short }, Cancellation);
        await reached.WaitAsync(Cancellation);
        Engine.Time.Advance(TimeSpan.FromSeconds(3));

        var error = (await Assert.ThrowsAsync<ConnectorException>(() => call)).Error;
        Assert.Equal((ConnectorErrorCode.Unavailable, true), (error.Code, error.IsTransient));
        Assert.Contains("00:00:03", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stops_within_the_content_ends_with_the_time_limit()
    {
        var reached = Gate.Closed();
        Respond = async context =>
        {
            await context.Response.WriteAsync("begin", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            reached.Open();
            await Gate.Closed().WaitAsync(context.RequestAborted);
        };
        var connection = await ConnectAsync();
        var call = new EndpointCall(connection.Id, "call") { Options = Short };

        var whole = Invoker.InvokeAsync(call, Cancellation);
        await reached.WaitAsync(Cancellation);
        Engine.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(
            ConnectorErrorCode.Unavailable, (await Assert.ThrowsAsync<ConnectorException>(() => whole)).Error.Code);

        await using var stream = await Invoker.InvokeStreamAsync(call, Cancellation);
        var buffer = new byte[5];
        await stream.Content.ReadExactlyAsync(buffer, Cancellation);
        Engine.Time.Advance(TimeSpan.FromHours(1));
        var read = stream.Content.ReadAsync(buffer, Cancellation).AsTask();
        Assert.False(read.IsCompleted);
        Engine.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(
            ConnectorErrorCode.Unavailable, (await Assert.ThrowsAsync<ConnectorException>(() => read)).Error.Code);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFF\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nXYZ\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("garbage\r\n\r\n")]
    [InlineData("")]
    public async Task A_broken_response_is_a_typed_error(string response)
    {
        await using var server = new ClosingServer(response);
        var connection = await ConnectAsync(address: server.BaseAddress.AbsoluteUri.TrimEnd('/'));

        var error = (await Assert.ThrowsAsync<ConnectorException>(
            () => Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation))).Error;

        Assert.Equal(ConnectorErrorCode.Unavailable, error.Code);
    }

    [Fact]
    public async Task A_broken_stream_is_a_typed_error_of_the_read()
    {
        await using var server = new ClosingServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
        var connection = await ConnectAsync(address: server.BaseAddress.AbsoluteUri.TrimEnd('/'));
        await using var stream = await Invoker.InvokeStreamAsync(new(connection.Id, "call"), Cancellation);

        Assert.Equal(
            ConnectorErrorCode.Unavailable,
            (await Assert.ThrowsAsync<ConnectorException>(
                () => stream.Content.ReadExactlyAsync(new byte[100], Cancellation).AsTask())).Error.Code);
    }

    [Fact]
    public async Task Redirects_in_circles_end_as_a_failed_result()
    {
        var count = 0;
        Respond = context =>
        {
            count++;
            context.Response.Redirect($"{Address}/call");
            return Task.CompletedTask;
        };
        var connection = await ConnectAsync();

        var result = await Invoker.InvokeAsync(connection.Id, "call", cancellationToken: Cancellation);

        Assert.Equal((302, ResponseOutcome.Failed), (result.StatusCode, result.Outcome));
        Assert.InRange(count, 2, 20);
        Assert.Contains("redirected", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_type_than_expected_is_a_typed_error()
    {
        RespondWith(200, "<html>", "text/html");
        var connection = await ConnectAsync();

        Assert.Equal(
            ConnectorErrorCode.InvalidResponse,
            (await Assert.ThrowsAsync<ConnectorException>(() => Invoker.InvokeAsync(
                new EndpointCall(connection.Id, "call"), OutcomeTests.ItemContext.Default.Item, Cancellation)))
                .Error.Code);
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_a_cancellation()
    {
        using var source = new CancellationTokenSource();
        var reached = Gate.Closed();
        Respond = async context =>
        {
            reached.Open();
            await Gate.Closed().WaitAsync(context.RequestAborted);
        };
        var connection = await ConnectAsync();

        var call = Invoker.InvokeAsync(new EndpointCall(connection.Id, "call"), source.Token);
        await reached.WaitAsync(Cancellation);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(90_000)]
    public async Task A_time_limit_out_of_range_is_refused(int seconds)
    {
        var connection = await ConnectAsync();

        var error = (await Assert.ThrowsAsync<ConnectorException>(() => Invoker.InvokeAsync(
            new EndpointCall(connection.Id, "call")
            {
                Options = new() { Timeout = TimeSpan.FromSeconds(seconds) },
            },
            Cancellation))).Error;

        Assert.Equal((ConnectorErrorCode.InvalidArgument, "timeout"), (error.Code, error.Location));
    }

    [Fact]
    public async Task Bad_arguments_send_nothing()
    {
        var count = 0;
        Respond = _ =>
        {
            count++;
            return Task.CompletedTask;
        };
        var connection = await ConnectAsync(Requests.Get(
            "/call",
            Requests.Parameter(ParameterLocation.Query, "a", """{"type":"integer","minimum":1}"""),
            Requests.Parameter(ParameterLocation.Query, "b", """{"enum":["x"]}""")));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Invoker.InvokeAsync(
            connection.Id, "call", new EndpointArguments { ["a"] = 0, ["b"] = "y", ["c"] = 1 }, Cancellation));

        Assert.Equal(["a", "b", "c"], exception.Errors.Select(error => error.Location));
        Assert.Equal(0, count);
    }
}
