using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.Http;

/// <summary>
/// Token rejections that a response reports in its content, a header or a trailer.
/// </summary>
public sealed class RejectedResponseTests : IAsyncLifetime
{
    private const string Expired =
        """{"requestId":"r","success":false,"errors":[{"code":602,"message":"Token expired"}]}""";

    private TokenServer _server = null!;
    private LoopbackServer _api = null!;
    private RequestDelegate _rejection = _ => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _server = await TokenServer.StartAsync();
        _server.Returns("""{"access_token":"access-1"}""").Returns("""{"access_token":"access-2"}""");
        _api = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            if (context.Request.Headers.Authorization == "Bearer access-1") await _rejection(context);
            else await context.Response.WriteAsync("""{"success":true}""");
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("with a length")]
    [InlineData("chunked")]
    [InlineData("chunked in single bytes")]
    public async Task A_rejection_in_the_content_is_recognised_in_every_transfer_encoding(string transfer)
    {
        _rejection = async context =>
        {
            if (transfer == "with a length") context.Response.ContentLength = Expired.Length;
            var parts = transfer.EndsWith("bytes", StringComparison.Ordinal)
                ? Expired.Select(character => character.ToString())
                : [Expired];
            foreach (var part in parts)
            {
                await context.Response.WriteAsync(part);
                await context.Response.Body.FlushAsync();
            }
        };

        Assert.Equal("""{"success":true}""", await (await ClientAsync(Rule())).GetStringAsync("leads"));
        Assert.Equal(2, _server.TokenRequests.Count);
    }

    [Fact]
    public async Task Content_without_a_rejection_reaches_the_caller_completely()
    {
        var text = $$"""{"errors":[{"code":1}],"data":"{{new string('x', 300_000)}}"}""";
        _rejection = context => context.Response.WriteAsync(text);

        Assert.Equal(text, await (await ClientAsync(Rule())).GetStringAsync("leads"));
        Assert.Single(_server.TokenRequests);
    }

    [Fact]
    public async Task A_stream_of_values_is_not_read_beyond_the_first_value()
    {
        var isRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _rejection = async context =>
        {
            await context.Response.WriteAsync("""{"event":"}"}""");
            await context.Response.Body.FlushAsync();
            await isRead.Task;
            await context.Response.WriteAsync("""{"event":2}""");
        };
        var client = await ClientAsync(Rule());

        using var response = await client.GetAsync("watch", HttpCompletionOption.ResponseHeadersRead);
        isRead.SetResult();

        Assert.Equal("""{"event":"}"}{"event":2}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Truncated_content_fails_when_the_caller_reads_it()
    {
        _rejection = async context =>
        {
            await context.Response.WriteAsync("""{"errors":""");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        var client = await ClientAsync(Rule());

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("leads"));
    }

    [Theory]
    [InlineData("grpc-status: 16\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n0\r\ngrpc-status: 16\r\n\r\n")]
    public async Task A_rejection_in_a_header_or_a_trailer_is_recognised(string rejection)
    {
        await using var api = new RawServer(request => request.Contains("Bearer access-1", StringComparison.Ordinal)
            ? $"HTTP/1.1 200 OK\r\nContent-Type: application/grpc\r\n{rejection}"
            : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");

        var client = await ClientAsync(GrpcStatus(), api.BaseAddress);

        Assert.Equal("done", await client.GetStringAsync("service/method"));
        Assert.Equal(2, _server.TokenRequests.Count);
    }

    [Fact]
    public async Task A_trailer_that_reports_success_is_returned_to_the_caller()
    {
        await using var api = new RawServer(_ =>
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndone\r\n0\r\ngrpc-status: 0\r\n\r\n");

        using var response = await (await ClientAsync(GrpcStatus(), api.BaseAddress)).GetAsync("service/method");

        Assert.Equal("done", await response.Content.ReadAsStringAsync());
        Assert.Equal("0", response.TrailingHeaders.GetValues("grpc-status").Single());
        Assert.Single(_server.TokenRequests);
    }

    [Fact]
    public async Task A_request_that_is_still_being_sent_does_not_wait_for_a_trailer()
    {
        var isSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _rejection = async context =>
        {
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            await isSent.Task;
            await context.Response.WriteAsync("done");
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "service/duplex")
        {
            Content = new StreamContent(new OneWayStream(Encoding.UTF8.GetBytes("first"))),
        };

        using var response = await (await ClientAsync(GrpcStatus()))
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        isSent.SetResult();

        Assert.Equal((HttpStatusCode.OK, "done"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    private static RejectedResponse Rule() => new() { Field = "/errors/0/code", Values = ["601", "602"] };

    private static RejectedResponse GrpcStatus() => new()
    {
        From = RejectedResponseSource.Header,
        Field = "grpc-status",
        Values = ["16"],
    };

    private async Task<HttpClient> ClientAsync(RejectedResponse rule, Uri? baseAddress = null)
    {
        var connector = await _server.Engine.PublishAsync(new()
        {
            Id = ConnectorId.Parse("leads"),
            Title = "Leads",
            BaseUrl = (baseAddress ?? _api.BaseAddress).AbsoluteUri,
            AuthMethods =
            [
                new OAuth2Auth
                {
                    Grant = OAuth2Grant.ClientCredentials,
                    TokenUrl = _server.TokenUrl,
                    RejectedResponse = rule,
                },
            ],
        });
        var connection = await _server.Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.OAuth2ClientCredentials("client", "secret"),
            CheckCredential = false,
        });
        return _server.Engine.Clients.CreateClient(connection);
    }
}
