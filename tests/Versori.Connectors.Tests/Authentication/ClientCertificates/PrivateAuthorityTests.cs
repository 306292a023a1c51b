using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Logging;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.Tests.Authentication.ClientCertificates;

/// <summary>Systems with a private CA that require no client certificate.</summary>
public sealed class PrivateAuthorityTests : IAsyncLifetime
{
    private static readonly ConnectorId System = ConnectorId.Parse("private");

    private readonly TestAuthority _authority = new();
    private MutualTlsServer _server = null!;
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await MutualTlsServer.StartAsync(_authority, callers: null, RespondAsync);
        _engine = await EngineFixture.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _server.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public async Task Without_the_authority_the_server_is_not_trusted()
    {
        await _engine.PublishAsync(Definition(null));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => ConnectAsync());

        Assert.True(exception.Code is ConnectorErrorCode.UntrustedServer or ConnectorErrorCode.Unavailable);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_authority_is_trusted_for_calls_checks_and_token_requests(bool isInput)
    {
        await _engine.PublishAsync(Definition(isInput ? "{ca}" : _authority.Pem));

        var connection = await ConnectAsync(isInput ? _authority.Pem : null);
        using var client = _engine.Clients.CreateClient(connection);
        using var response = await client.GetAsync("orders");
        using var second = client.Send(new(HttpMethod.Get, "orders"));

        Assert.True(response.IsSuccessStatusCode && second.IsSuccessStatusCode);
        Assert.Equal(["/token", "/me", "/orders", "/orders"], _server.Requests.Select(request => request.Path));
        Assert.All(_server.Presented, Assert.Null);
    }

    [Fact]
    public async Task Loggers_that_the_host_added_are_kept()
    {
        var logger = new CountingLogger();
        await using var engine = EngineFixture.Beside(
            _engine, configure: builder => builder.ConfigureCalls(calls => calls.AddLogger(_ => logger)));
        await _engine.PublishAsync(Definition(_authority.Pem));
        var connection = await ConnectAsync();

        using var response = await engine.CreateClient(connection).GetAsync("orders");

        Assert.Equal(1, logger.Count);
    }

    [Fact]
    public async Task Discovery_and_registration_trust_the_authority()
    {
        var definition = Definition(_authority.Pem);
        var method = new OAuth2Auth
        {
            Grant = OAuth2Grant.AuthorizationCode,
            Issuer = _server.BaseAddress.AbsoluteUri.TrimEnd('/'),
        };
        await _engine.PublishAsync(definition with { AuthMethods = [method] });
        var signIns = _engine.Services.GetRequiredService<ISignIns>();

        var begun = await signIns.BeginAsync(new()
        {
            ConnectorId = System,
            Name = "acme",
            RedirectUri = new Uri("https://host.example/callback"),
        });

        Assert.Contains("client_id=registered", begun.Url.Query);
        Assert.Contains(_server.Requests, request => request.Path == "/register");
    }

    [Fact]
    public async Task An_existing_connection_keeps_the_authority_it_was_created_with()
    {
        await _engine.PublishAsync(Definition(_authority.Pem));
        var connection = await ConnectAsync();
        using var other = new TestAuthority("Other");
        await _engine.Catalog.EditAsync(
            System, definition => definition with { CertificateAuthorities = other.Pem });
        _engine.Time.Advance(TimeSpan.FromHours(2));

        using var response = await _engine.Clients.CreateClient(connection).GetAsync("orders");

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(2, _server.Requests.Count(request => request.Path == "/token"));
    }

    [Fact]
    public async Task Connections_with_the_same_authority_share_network_connections()
    {
        await _engine.PublishAsync(Definition(_authority.Pem));
        for (var number = 0; number < 5; number++)
        {
            var connection = await ConnectAsync(name: $"acme-{number}");
            using var response = await _engine.Clients.CreateClient(connection).GetAsync("orders");
        }

        // One network connection for each of the two pipelines.
        Assert.Equal(2, _server.Connections);
    }

    [Fact]
    public async Task An_invalid_certificate_is_refused_when_the_definition_is_saved()
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => _engine.PublishAsync(Definition("no certificate")));

        Assert.Equal("/certificateAuthorities", exception.Error.Location);
    }

    private ConnectorDefinition Definition(string? authorities) => new()
    {
        Id = System,
        Title = "Private",
        BaseUrl = _server.BaseAddress.AbsoluteUri.TrimEnd('/'),
        CertificateAuthorities = authorities,
        Inputs = authorities == "{ca}" ? [new() { Name = "ca" }] : [],
        AuthMethods =
        [
            new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, TokenUrl = $"{_server.BaseAddress}token" },
        ],
        Endpoints = [new() { Id = "me", Method = "GET", Path = "/me" }],
    };

    private Task<Connection> ConnectAsync(string? authority = null, string name = "acme") =>
        _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = System,
            Name = name,
            Inputs = authority is null
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { ["ca"] = authority },
            Credential = Credential.OAuth2ClientCredentials("id", "secret"),
        });

    private Task RespondAsync(HttpContext context)
    {
        var root = _server.BaseAddress.AbsoluteUri.TrimEnd('/');
        return context.Request.Path.Value switch
        {
            "/token" => context.Response.WriteAsJsonAsync(
                new { access_token = "a", token_type = "Bearer", expires_in = 3600 }),
            "/register" => context.Response.WriteAsJsonAsync(new { client_id = "registered" }),
            "/.well-known/oauth-authorization-server" => context.Response.WriteAsJsonAsync(new
            {
                issuer = root,
                authorization_endpoint = $"{root}/authorize",
                token_endpoint = $"{root}/token",
                registration_endpoint = $"{root}/register",
                response_types_supported = (string[])["code"],
                code_challenge_methods_supported = (string[])["S256"],
            }),
            _ => Task.CompletedTask,
        };
    }

    private sealed class CountingLogger : IHttpClientLogger
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public object? LogRequestStart(HttpRequestMessage request)
        {
            Interlocked.Increment(ref _count);
            return null;
        }

        public void LogRequestStop(
            object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed)
        {
        }

        public void LogRequestFailed(
            object? context,
            HttpRequestMessage request,
            HttpResponseMessage? response,
            Exception exception,
            TimeSpan elapsed)
        {
        }
    }
}
