using System.Buffers.Binary;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Hosts.Tests.Sdks;

/// <summary>gRPC needs HTTP/2, so it has a separate server.</summary>
public sealed class GrpcTests : IAsyncLifetime
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    private static readonly Method<byte[], byte[]> Unary =
        new(MethodType.Unary, "tests.Echo", "Say", Bytes, Bytes);

    private static readonly Method<byte[], byte[]> Repeated =
        new(MethodType.ServerStreaming, "tests.Echo", "Repeat", Bytes, Bytes);

    private readonly ServiceProvider _services =
        new ServiceCollection().AddVersoriConnectors().Services.BuildServiceProvider(validateScopes: true);

    private readonly List<string> _calls = [];
    private SdkServer _tokens = null!;
    private WebApplication _server = null!;
    private ConnectionTemplate _template = null!;
    private string _rejected = "";

    private Uri Address => new(_server.Urls.Single());

    public async ValueTask InitializeAsync()
    {
        _tokens = await SdkServer.StartAsync(_ => new(""));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _server = builder.Build();
        _server.Run(RespondAsync);
        await _server.StartAsync();

        var catalog = _services.GetRequiredService<IConnectorCatalog>();
        var id = ConnectorId.Parse("echo");
        await catalog.SaveDraftAsync(new()
        {
            Id = id,
            Title = "Echo",
            BaseUrl = Address.AbsoluteUri.TrimEnd('/'),
            AuthMethods =
            [
                new OAuth2Auth
                {
                    Grant = OAuth2Grant.ClientCredentials,
                    TokenUrl = new Uri(_tokens.Address, "/token").AbsoluteUri,
                },
            ],
        });
        await catalog.PublishAsync(id);
        _template = await catalog.LinkAsync(new() { Id = new("tests", "echo"), ConnectorId = id });
        await _services.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = id,
            Name = "account",
            Credential = Credential.OAuth2ClientCredentials("client", "secret"),
            CheckCredential = false,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        await _tokens.DisposeAsync();
    }

    [Fact]
    public async Task A_call_carries_the_credential_and_is_repeated_after_a_401()
    {
        using var channel = Channel(Address);
        var invoker = channel.CreateCallInvoker();

        Assert.Equal("hi"u8.ToArray(), await invoker.AsyncUnaryCall(Unary, null, default, "hi"u8.ToArray()));
        _rejected = "Bearer access-1";
        Assert.Equal("ho"u8.ToArray(), await invoker.AsyncUnaryCall(Unary, null, default, "ho"u8.ToArray()));

        Assert.Equal(["Bearer access-1 hi", "Bearer access-1 ho", "Bearer access-2 ho"], _calls);
    }

    [Fact]
    public async Task A_stream_of_messages_is_read()
    {
        using var channel = Channel(Address);
        using var call = channel.CreateCallInvoker()
            .AsyncServerStreamingCall(Repeated, null, default, "hi"u8.ToArray());

        var count = 0;
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal("hi"u8.ToArray(), message);
            count++;
        }

        Assert.Equal(3, count);
    }

    [Fact]
    public async Task Another_origin_is_refused_before_anything_is_sent()
    {
        using var channel = Channel(new UriBuilder(Address) { Host = "localhost" }.Uri);

        var exception = await Assert.ThrowsAsync<RpcException>(
            async () => await channel.CreateCallInvoker().AsyncUnaryCall(Unary, null, default, []));

        var refused = Assert.IsType<ConnectorException>(exception.Status.DebugException);
        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, refused.Code);
        Assert.Empty(_calls);
    }

    private GrpcChannel Channel(Uri address) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = _services.GetRequiredService<IConnectorClientFactory>().CreateHandler(_template.Id),
        DisposeHttpClient = true,
    });

    private async Task RespondAsync(HttpContext context)
    {
        using var received = new MemoryStream();
        await context.Request.Body.CopyToAsync(received);
        var message = received.ToArray()[5..];
        var authorization = context.Request.Headers.Authorization.ToString();
        _calls.Add($"{authorization} {System.Text.Encoding.UTF8.GetString(message)}");
        if (authorization == _rejected)
        {
            context.Response.StatusCode = 401;
            return;
        }

        context.Response.ContentType = "application/grpc";
        var count = context.Request.Path.Value!.EndsWith("Repeat", StringComparison.Ordinal) ? 3 : 1;
        for (var number = 0; number < count; number++) await context.Response.Body.WriteAsync(Frame(message));
        context.Response.AppendTrailer("grpc-status", "0");
    }

    // One byte for no compression, and the length of the message.
    private static byte[] Frame(byte[] message)
    {
        var frame = new byte[message.Length + 5];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }
}
