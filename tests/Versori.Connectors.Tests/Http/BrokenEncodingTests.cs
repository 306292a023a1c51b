using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http;

/// <summary>
/// What a host sees that reads a broken compressed response through an <see cref="HttpClient"/> of a connection, as
/// docs/errors.md states. The response is .NET's own: the engine does not touch it.
/// </summary>
public sealed class BrokenEncodingTests : IAsyncLifetime
{
    private const int Length = 100_000;

    // The server keeps the response open until the client has its headers, if it reads them first.
    private readonly TaskCompletionSource _mayAbort = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;

    public static TheoryData<string, bool> Encodings => new()
    {
        { "gzip", false }, { "gzip", true }, { "deflate", false }, { "deflate", true }, { "br", false }, { "br", true },
    };

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(AnswerAsync);
        _engine = await EngineFixture.StartAsync();
        await _engine.PublishAsync(_engine.Definition(methods: new BearerAuth()) with
        {
            BaseUrl = _server.BaseAddress.AbsoluteUri,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Content_of_another_encoding_throws_what_the_decoder_throws(string encoding, bool isStreamed)
    {
        var exception = await Record.ExceptionAsync(() => ReadAsync(encoding, "other", isStreamed));

        Assert.IsType(encoding == "br" ? typeof(InvalidOperationException) : typeof(InvalidDataException), exception);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_compressed_stream_that_ends_early_in_a_complete_response_is_short_without_an_error(
        string encoding, bool isStreamed)
    {
        var read = await ReadAsync(encoding, "short", isStreamed);

        Assert.InRange(read, 1, Length - 1);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_response_that_ends_before_its_length_is_an_error(string encoding, bool isStreamed)
    {
        var exception = await Record.ExceptionAsync(() => ReadAsync(encoding, "aborted", isStreamed));

        if (isStreamed) Assert.IsAssignableFrom<IOException>(exception);
        else Assert.IsAssignableFrom<IOException>(Assert.IsType<HttpRequestException>(exception).InnerException);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Whole_content_is_read(string encoding, bool isStreamed) =>
        Assert.Equal(Length, await ReadAsync(encoding, "whole", isStreamed));

    private async Task<long> ReadAsync(string encoding, string state, bool isStreamed)
    {
        var connection = await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            Name = "acme",
            Credential = Credential.Bearer("token"),
            CheckCredential = false,
        });
        using var client = _engine.Clients.CreateClient(connection.Id);
        if (!isStreamed) _mayAbort.SetResult();
        using var response = await client.GetAsync(
            $"{encoding}/{state}",
            isStreamed ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead);
        _mayAbort.TrySetResult();
        await using var stream = await response.Content.ReadAsStreamAsync();
        var (buffer, total, read) = (new byte[4096], 0L, 0);
        while ((read = await stream.ReadAsync(buffer)) > 0) total += read;
        return total;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Trim('/').Split('/');
        var content = parts[1] == "other" ? "{\"no\": \"compressed content\"}"u8.ToArray() : Compress(parts[0]);
        context.Response.Headers.ContentEncoding = parts[0];
        context.Response.ContentLength = parts[1] == "short" ? content.Length / 2 : content.Length;
        var sent = parts[1] is "short" or "aborted" ? content.Length / 2 : content.Length;
        await context.Response.Body.WriteAsync(content.AsMemory(0, sent), context.RequestAborted);
        if (parts[1] != "aborted") return;
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await _mayAbort.Task;
        context.Abort();
    }

    private static byte[] Compress(string encoding)
    {
        var plain = new byte[Length];
        new Random(1).NextBytes(plain);
        using var compressed = new MemoryStream();
        using (Stream encoder = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            encoder.Write(plain);
        }

        return compressed.ToArray();
    }
}
