using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Authentication.ClientCertificates;

/// <summary>
/// OAuth 2.0 with mutual TLS (RFC 8705), and other token requests of a connection with a certificate.
/// </summary>
public sealed class MutualTlsOAuthTests : MutualTlsTest
{
    private int _issued;

    private string Url(string path) => $"{Server.BaseAddress}{path}";

    private OAuth2Auth OAuth2(OAuth2ClientAuthentication authentication = OAuth2ClientAuthentication.TlsClientAuth) =>
        new()
        {
            Grant = OAuth2Grant.ClientCredentials,
            TokenUrl = Url("token"),
            RevocationUrl = Url("revoke"),
            ClientAuthentication = authentication,
        };

    private static Credential Named { get; } = Credential.For(
        "oauth2", new Dictionary<string, string> { ["clientId"] = "c-1" });

    // Tokens are bound to the certificate of the token request (RFC 8705 §3).
    private Task RespondAsync(HttpContext context)
    {
        var presented = context.Connection.ClientCertificate!.Thumbprint;
        switch (context.Request.Path.Value)
        {
            case "/token":
                return context.Response.WriteAsJsonAsync(new
                {
                    access_token = $"{++_issued}.{presented}",
                    token_type = "Bearer",
                    expires_in = 3600,
                    refresh_token = $"r{_issued}",
                });
            case "/revoke":
                return Task.CompletedTask;
            case "/introspect":
                return context.Response.WriteAsJsonAsync(new { active = true, exp = 4102444800 });
            case "/session":
                return context.Response.WriteAsJsonAsync(new { id = $"0.{presented}" });
            default:
                var isBound = context.Request.Headers.Authorization.ToString()
                    .EndsWith($".{presented}", StringComparison.Ordinal);
                context.Response.StatusCode = isBound ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData(OAuth2ClientAuthentication.TlsClientAuth)]
    [InlineData(OAuth2ClientAuthentication.SelfSignedTlsClientAuth)]
    public async Task The_certificate_authenticates_the_client_and_binds_its_tokens(
        OAuth2ClientAuthentication authentication)
    {
        Response = RespondAsync;
        await Engine.PublishAsync(Definition(OAuth2(authentication), new ClientCertificateAuth()));
        var connection = await ConnectAsync(Named, Certificate());
        using var client = Engine.Clients.CreateClient(connection);

        Assert.True((await client.GetAsync("orders")).IsSuccessStatusCode);
        var request = Server.Requests[0];
        Assert.Equal(("/token", "c-1", null), (request.Path, request.Parameters["client_id"], request.Authorization));
        Assert.DoesNotContain("client_secret", request.Parameters.Keys);
        Assert.All(Server.Presented, presented => Assert.Equal(Client.Thumbprint, presented));
    }

    [Fact]
    public async Task Refresh_and_revocation_requests_present_the_certificate()
    {
        Response = RespondAsync;
        await Engine.PublishAsync(Definition(OAuth2(), new ClientCertificateAuth()));
        var connection = await ConnectAsync(Named, Certificate());

        await Engine.Connections.RefreshAsync(connection.Id);
        Engine.Time.Advance(TimeSpan.FromHours(2));
        Assert.True((await Engine.Clients.CreateClient(connection).GetAsync("orders")).IsSuccessStatusCode);
        await Engine.Connections.DisconnectAsync(connection.Id);

        Assert.Equal(
            ["/token", "/me", "/token", "/token", "/orders", "/revoke", "/revoke"],
            Server.Requests.Select(request => request.Path));
        Assert.All(Server.Presented, presented => Assert.Equal(Client.Thumbprint, presented));
        for (var i = 0; i < Server.Connections; i++) await Server.ConnectionClosedAsync(i);
    }

    [Fact]
    public async Task Introspection_and_another_process_present_the_certificate()
    {
        Response = context => context.Request.Path == "/token"
            ? context.Response.WriteAsJsonAsync(
                new { access_token = $"1.{context.Connection.ClientCertificate!.Thumbprint}", token_type = "Bearer" })
            : RespondAsync(context);
        await Engine.PublishAsync(
            Definition(OAuth2() with { IntrospectionUrl = Url("introspect") }, new ClientCertificateAuth()));
        var connection = await ConnectAsync(Named, Certificate());
        await using var another = EngineFixture.Beside(Engine);

        await another.Connections.RefreshAsync(connection.Id);

        Assert.Equal(
            ["/token", "/introspect", "/me", "/token", "/introspect"], Server.Requests.Select(request => request.Path));
        Assert.All(Server.Presented, presented => Assert.Equal(Client.Thumbprint, presented));
    }

    [Fact]
    public async Task The_certificate_is_presented_at_the_token_endpoint_also_with_a_client_secret()
    {
        Response = RespondAsync;
        await Engine.PublishAsync(Definition(new ClientCertificateAuth(), OAuth2(OAuth2ClientAuthentication.Basic)));
        var connection = await ConnectAsync(Certificate(), Credential.OAuth2ClientCredentials("c-1", "s3cret"));

        Assert.True((await Engine.Clients.CreateClient(connection).GetAsync("orders")).IsSuccessStatusCode);
        Assert.StartsWith("Basic ", Server.Requests[0].Authorization, StringComparison.Ordinal);
        Assert.All(Server.Presented, presented => Assert.Equal(Client.Thumbprint, presented));
    }

    [Fact]
    public async Task The_requests_of_a_session_present_the_certificate()
    {
        Response = RespondAsync;
        var session = new SessionTokenAuth
        {
            Fields = [],
            SignIn = [new() { Url = Url("session"), ExtractedValues = [new() { Name = "session", Selector = "/id" }] }],
            Placements = [new() { Name = "Authorization", Value = "Bearer {session}" }],
        };
        await Engine.PublishAsync(Definition(session, new ClientCertificateAuth()));

        var connection = await ConnectAsync(
            Credential.For("sessionToken", new Dictionary<string, string>()), Certificate());

        Assert.Equal(ConnectionCheckOutcome.Accepted, connection.Check!.Outcome);
        Assert.All(Server.Presented, presented => Assert.Equal(Client.Thumbprint, presented));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_certificate_no_token_is_requested(bool isBoundOnly)
    {
        var method = isBoundOnly
            ? OAuth2(OAuth2ClientAuthentication.None) with { CertificateBoundTokens = true }
            : OAuth2();
        await Engine.PublishAsync(Definition(method, new ClientCertificateAuth()));

        var error = await RefusedAsync(Named);

        Assert.Equal((ConnectorErrorCode.InvalidCredential, "oauth2"), (error.Code, error.Location));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_token_endpoint_over_plain_http_is_refused()
    {
        await Engine.PublishAsync(
            Definition(OAuth2() with { TokenUrl = "http://127.0.0.1:9/token" }, new ClientCertificateAuth()));

        Assert.Equal(ConnectorErrorCode.InsecureTransport, (await RefusedAsync(Named, Certificate())).Code);
    }

    [Theory]
    [InlineData(OAuth2ClientAuthentication.TlsClientAuth, false, "mtls")]
    [InlineData(OAuth2ClientAuthentication.None, true, "mtls")]
    [InlineData(OAuth2ClientAuthentication.None, false, "usual")]
    public async Task Discovery_uses_the_mutual_tls_endpoint_aliases_for_clients_with_a_certificate(
        OAuth2ClientAuthentication authentication, bool isBound, string expected)
    {
        await using var metadata = await LoopbackServer.StartAsync(
            context => context.Response.WriteAsync(JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["issuer"] = $"http://{context.Request.Host}",
                ["token_endpoint"] = Url("usual/token"),
                ["revocation_endpoint"] = Url("usual/revoke"),
                ["registration_endpoint"] = Url("usual/register"),
                ["mtls_endpoint_aliases"] = new
                {
                    token_endpoint = Url("mtls/token"),
                    revocation_endpoint = Url("mtls/revoke"),
                },
            })));
        Response = context => context.Request.Path.Value!.EndsWith("token", StringComparison.Ordinal)
            ? context.Response.WriteAsJsonAsync(
                new { access_token = $"1.{context.Connection.ClientCertificate!.Thumbprint}", expires_in = 60 })
            : RespondAsync(context);
        var method = OAuth2(authentication) with
        {
            TokenUrl = null,
            RevocationUrl = null,
            Issuer = metadata.BaseAddress.AbsoluteUri.TrimEnd('/'),
            CertificateBoundTokens = isBound,
        };
        await Engine.PublishAsync(Definition(method, new ClientCertificateAuth()));

        var connection = await ConnectAsync(Named, Certificate());

        var taken = (OAuth2Auth)connection.Snapshot.Methods[0];
        Assert.Equal(
            (Url($"{expected}/token"), Url($"{expected}/revoke"), Url("usual/register")),
            (taken.TokenUrl, taken.RevocationUrl, taken.RegistrationUrl));
        Assert.Equal($"/{expected}/token", Server.Requests[0].Path);
    }
}
