using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Engine;
using Versori.Connectors.Tests.Http.Egress;

namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>Malicious metadata that point to another server on loopback.</summary>
public sealed class DiscoveryEgressTests : IAsyncLifetime
{
    private readonly Dictionary<string, string> _documents = new(StringComparer.Ordinal);
    private EngineFixture _engine = null!;
    private LoopbackServer _server = null!;
    private LoopbackServer _victim = null!;
    private string? _challenge;

    private string Base => _server.BaseAddress.GetLeftPart(UriPartial.Authority);

    private string Victim => _victim.BaseAddress.GetLeftPart(UriPartial.Authority);

    private ISignIns SignIns => _engine.Services.GetRequiredService<ISignIns>();

    private ExternalUrlOptions Options => _engine.Services.GetRequiredService<IOptions<ExternalUrlOptions>>().Value;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync(builder =>
        {
            builder.ConfigureExternalUrls(options => options.TrustedOrigins = []);
            builder.Services.AddSingleton<IHostNameResolver>(new FixedHostNames(IPAddress.Loopback));
        });
        _server = await LoopbackServer.StartAsync(RespondAsync);
        _victim = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("{}"));
        Serve("/.well-known/oauth-protected-resource/mcp", Resource(Base));
        Serve("/.well-known/oauth-authorization-server", Server($"{Base}/token"));
        Serve("/token", """{"access_token":"granted","expires_in":60}""");
        Serve("/mcp/me", "{}");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _victim.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Metadata_at_the_origin_of_the_connector_are_read_on_loopback() =>
        Assert.Empty(((OAuth2Auth)(await SignInAsync()).Snapshot.Methods[0]).DiscoveredOrigins);

    [Fact]
    public async Task An_authorization_server_named_by_the_resource_is_not_contacted_on_loopback()
    {
        Serve("/.well-known/oauth-protected-resource/mcp", Resource(Victim));

        await RefusedAsync(Victim);
    }

    [Fact]
    public async Task Metadata_named_by_a_challenge_are_not_read_on_loopback()
    {
        _challenge = $"Bearer resource_metadata=\"{Victim}/metadata\"";

        await RefusedAsync(Victim);
    }

    [Fact]
    public async Task A_client_secret_is_not_posted_to_a_token_endpoint_on_loopback()
    {
        Serve("/.well-known/oauth-authorization-server", Server($"{Victim}/token"));

        await RefusedAsync(Victim);
    }

    [Fact]
    public async Task A_host_name_that_resolves_to_loopback_is_refused()
    {
        var named = $"https://as.example:{_victim.BaseAddress.Port}";
        Serve("/.well-known/oauth-authorization-server", Server($"{named}/token"));

        await RefusedAsync(named);
    }

    [Fact]
    public async Task An_origin_trusted_by_the_host_is_contacted()
    {
        Serve("/.well-known/oauth-authorization-server", Server($"{Victim}/token"));
        Options.Trust(Victim);

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => SignInAsync());

        Assert.Equal(ConnectorErrorCode.InvalidResponse, exception.Code);
        Assert.Contains(_victim.Requests, request => request.Path == "/token");
    }

    [Fact]
    public async Task A_token_endpoint_that_is_no_longer_trusted_receives_no_token_request()
    {
        Serve("/.well-known/oauth-authorization-server", Server($"{Victim}/token"));
        Options.Trust(Victim);
        await PublishAsync();
        var authorization = await SignIns.BeginAsync(Request());
        Options.TrustedOrigins = [];

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => CompleteAsync(authorization));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
        Assert.DoesNotContain(_victim.Requests, request => request.Path == "/token");
    }

    private async Task RefusedAsync(string origin)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => SignInAsync());

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
        Assert.Contains(origin, exception.Message, StringComparison.Ordinal);
        Assert.Empty(_victim.Requests);
    }

    private async Task<Connection> SignInAsync()
    {
        await PublishAsync();
        return await CompleteAsync(await SignIns.BeginAsync(Request()));
    }

    private Task<Connection> CompleteAsync(BrowserSignIn authorization) => SignIns.CompleteAsync(new()
    {
        Uri = new(
            "http://127.0.0.1/callback?code=c&state="
            + QueryHelpers.ParseQuery(authorization.Url.Query)["state"].ToString()),
        Session = authorization.Session,
    });

    private Task<Connector> PublishAsync() => _engine.PublishAsync(_engine.Definition() with
    {
        BaseUrl = $"{Base}/mcp",
        AuthMethods = [new OAuth2Auth { Grant = OAuth2Grant.AuthorizationCode, Resource = $"{Base}/mcp" }],
    });

    private static SignInRequest Request() => new()
    {
        ConnectorId = ConnectorId.Parse("system"),
        Name = "acme",
        RedirectUri = new("http://127.0.0.1/callback"),
        Client = Credential.OAuth2ClientCredentials("client", "secret"),
    };

    private string Resource(string issuer) =>
        $$"""{"resource":"{{Base}}/mcp","authorization_servers":["{{issuer}}"]}""";

    private string Server(string tokenUrl) => $$"""
        {
          "issuer": "{{Base}}",
          "token_endpoint": "{{tokenUrl}}",
          "authorization_endpoint": "{{Base}}/authorize",
          "code_challenge_methods_supported": ["S256"]
        }
        """;

    private void Serve(string path, string body) => _documents[path] = body;

    private Task RespondAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/mcp" && _challenge is not null)
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = _challenge;
            return Task.CompletedTask;
        }

        if (!_documents.TryGetValue(path, out var body)) context.Response.StatusCode = 404;
        return context.Response.WriteAsync(body ?? "");
    }
}
