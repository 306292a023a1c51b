using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Hosts.Tests.Sdks;

/// <summary>Requirements for every vendor's unmodified SDK that sends its requests through a connection.</summary>
public abstract class SdkTests : IAsyncLifetime
{
    private readonly ServiceProvider _services =
        new ServiceCollection().AddVersoriConnectors().Services.BuildServiceProvider(validateScopes: true);

    private SdkServer _server = null!;
    private ConnectionTemplate _template = null!;

    /// <summary>The address of the API, which is the connection's only origin.</summary>
    protected Uri Api => _server.Address;

    /// <summary>The text of a write, to be found in the request's body.</summary>
    protected static string Written => "written by a test";

    public async ValueTask InitializeAsync()
    {
        _server = await SdkServer.StartAsync(Respond);
        var catalog = _services.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(new()
        {
            Id = ConnectorId.Parse("vendor"),
            Title = "Vendor",
            BaseUrl = Api.AbsoluteUri.TrimEnd('/'),
            AuthMethods =
            [
                new OAuth2Auth
                {
                    Grant = OAuth2Grant.ClientCredentials,
                    TokenUrl = new Uri(Api, "/token").AbsoluteUri,
                },
            ],
        });
        await catalog.PublishAsync(ConnectorId.Parse("vendor"));
        _template = await catalog.LinkAsync(
            new() { Id = new("tests", "vendor"), ConnectorId = ConnectorId.Parse("vendor") });
        await _services.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("vendor"),
            Name = "account",
            Credential = Credential.OAuth2ClientCredentials("client", "secret"),
            CheckCredential = false,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_read_carries_the_credential_of_the_connection()
    {
        await ReadAsync(Api);

        Assert.All(_server.Calls, call => Assert.Equal("Bearer access-1", call.Authorization));
        Assert.NotEmpty(_server.Calls);
    }

    [Fact]
    public async Task A_write_is_repeated_once_after_a_401_with_the_same_content()
    {
        await ReadAsync(Api);
        var before = _server.Calls.Count;
        _server.RejectTokens();

        await WriteAsync(Api);

        var calls = _server.Calls.Skip(before).ToList();
        Assert.Equal(["Bearer access-1", "Bearer access-2"], calls.Take(2).Select(call => call.Authorization));
        Assert.Equal(calls[0].Body.ToArray(), calls[1].Body.ToArray());
        Assert.Contains(Written, Content(calls[1]), StringComparison.Ordinal);
        Assert.Equal(2, _server.TokenRequests);
    }

    [Fact]
    public async Task Another_origin_is_refused_before_anything_is_sent()
    {
        var foreign = new UriBuilder(Api) { Host = "localhost" }.Uri;

        var exception = await Record.ExceptionAsync(() => ReadAsync(foreign));

        Assert.Contains(
            Chain(exception), error => error is ConnectorException { Code: ConnectorErrorCode.OriginNotAllowed });
        Assert.Empty(_server.Calls);
    }

    /// <summary>A client with the connection's credential.</summary>
    protected HttpClient Client() => _services.GetRequiredService<IConnectorClientFactory>().CreateClient(_template);

    /// <summary>A handler with the connection's credential, for SDKs that create their own clients.</summary>
    protected DelegatingHandler Handler() =>
        _services.GetRequiredService<IConnectorClientFactory>().CreateHandler(_template.Id);

    /// <summary>Calls the SDK's synchronous method, also after the token was rejected.</summary>
    protected void AssertSynchronous(Action call)
    {
        ArgumentNullException.ThrowIfNull(call);
        call();
        var before = _server.Calls.Count;
        Assert.All(_server.Calls, received => Assert.Equal("Bearer access-1", received.Authorization));

        _server.RejectTokens();
        call();

        var received = _server.Calls.Skip(before).Select(received => received.Authorization);
        Assert.Equal(["Bearer access-1", "Bearer access-2"], received.Take(2));
    }

    /// <summary>The response to a request with a valid token.</summary>
    private protected abstract SdkResponse Respond(RecordedRequest request);

    /// <summary>Reads something.</summary>
    protected abstract Task ReadAsync(Uri api);

    /// <summary>Writes something that contains <see cref="Written"/>.</summary>
    protected abstract Task WriteAsync(Uri api);

    /// <summary>The content of a request as text. Some SDKs compress what they send.</summary>
    protected virtual string Content(RecordedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Headers.ContainsKey("Content-Encoding")) return request.Text;
        using var compressed = new MemoryStream(request.Body.ToArray());
        using var reader = new StreamReader(new GZipStream(compressed, CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (var error = exception; error is not null; error = error.InnerException)
        {
            yield return error;
            if (error is AggregateException several)
            {
                foreach (var inner in several.InnerExceptions) yield return inner;
            }
        }
    }
}
