using System.Net.Http.Headers;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.AwsSignatureV4;

/// <summary>Content that the AWS SDK for S3 sends in its chunked encoding.</summary>
public sealed class AwsStreamingPayloadTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        var connector = await _engine.PublishAsync(
            _engine.Definition(methods: new AwsSignatureV4Auth { Service = "s3", Region = "eu-west-1" })
            with
            {
                BaseUrl = _server.BaseAddress.AbsoluteUri,
            });
        var connection = await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.For(
                "awsSignatureV4",
                new Dictionary<string, string> { ["accessKeyId"] = "AKIDEXAMPLE", ["secretAccessKey"] = "secret" }),
            CheckCredential = false,
        });
        _client = _engine.Clients.CreateClient(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Unsigned_chunks_with_a_trailer_are_signed_as_such()
    {
        using var response = await _client.SendAsync(Upload("STREAMING-UNSIGNED-PAYLOAD-TRAILER"));

        var request = Assert.Single(_server.Requests);
        Assert.Equal("STREAMING-UNSIGNED-PAYLOAD-TRAILER", request.Headers["x-amz-content-sha256"]);
        Assert.Contains("x-amz-content-sha256", request.Authorization);
        Assert.Equal("4\r\nbody\r\n0\r\n\r\n", request.Text);
    }

    [Theory]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")]
    [InlineData("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD")]
    public async Task Chunks_signed_by_the_caller_are_refused_with_a_fix(string hash)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _client.SendAsync(Upload(hash)));

        Assert.Equal(ConnectorErrorCode.NotSupported, exception.Code);
        Assert.Contains("UseChunkEncoding", exception.Message);
        Assert.Empty(_server.Requests);
    }

    private static HttpRequestMessage Upload(string hash) => new(HttpMethod.Put, "bucket/key")
    {
        Headers = { { "x-amz-content-sha256", hash }, { "Authorization", "AWS4-HMAC-SHA256 Credential=sdk" } },
        Content = new ByteArrayContent("4\r\nbody\r\n0\r\n\r\n"u8.ToArray())
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
        },
    };
}
