using System.Buffers.Text;
using System.Text;
using static Versori.Connectors.Tests.Authentication.EveryMethod.SigningFixtures;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>OAuth 2.0: every grant.</summary>
internal static class OAuth2Fixtures
{
    public static MethodFixture ClientCredentials() => Of(
        new() { Grant = OAuth2Grant.ClientCredentials },
        static (_, request) => request.Parameters["grant_type"] == "client_credentials");

    public static MethodFixture Password()
    {
        var password = "";
        var fixture = Of(
            new() { Grant = OAuth2Grant.Password },
            (_, request) => (request.Parameters["username"], request.Parameters["password"]) == ("ada", password),
            _ => [("username", "ada"), ("password", password)]);
        password = fixture.Secret("password");
        return fixture;
    }

    public static MethodFixture RefreshToken() => Of(
        new() { Grant = OAuth2Grant.RefreshToken },
        static (_, _) => false,
        static system =>
        {
            system.Tokens.IssueRefreshTokens = true;
            return [("refreshToken", system.Tokens.Issue().RefreshToken!)];
        });

    public static MethodFixture AuthorizationCode() => Of(
        new() { Grant = OAuth2Grant.AuthorizationCode },
        static (_, request) =>
            request.Parameters["code"] == "agreed" && request.Parameters.ContainsKey("code_verifier"),
        signIn: SignInAsync);

    /// <summary>The client registers itself at the server found by its issuer, as with MCP servers.</summary>
    public static MethodFixture RegisteredClient()
    {
        var secret = "";
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.Refreshes | MethodTraits.RequestsTheSystem,
            Methods = static system =>
                [new OAuth2Auth { Grant = OAuth2Grant.AuthorizationCode, Issuer = system.Url("issuer") }],
            Credentials = static _ => [],
            VerifyGrant = static (_, request) =>
                request.Parameters["code"] == "agreed" && request.Parameters.ContainsKey("code_verifier"),
            VerifyClient = (_, request) =>
                AcceptedCredentials.Basic(request) == $"client:{Uri.EscapeDataString(secret)}",
            Verify = Bearer,
            SignIn = SignInAsync,
            Ended = Token,
        };
        fixture.RegisteredSecret = secret = fixture.Secret("registered");
        return fixture;
    }

    public static MethodFixture DeviceCode() => Of(
        new() { Grant = OAuth2Grant.DeviceCode },
        static (_, request) => request.Parameters["device_code"] == "agreed",
        signIn: static async (host, request) =>
        {
            host.System.Tokens.IssueRefreshTokens = true;
            var device = await host.Authorizations.BeginDeviceAsync(request);
            return await host.Authorizations.CompleteDeviceAsync(device.Id);
        },
        traits: MethodTraits.RetriesTransientFailures);

    public static MethodFixture JwtBearer()
    {
        var fixture = Of(
            new() { Grant = OAuth2Grant.JwtBearer },
            (system, request) =>
                SignatureChecks.Jwt(request.Parameters["assertion"], RsaKey, system.Time) is { } claims
                    && claims.GetProperty("iss").GetString() == "client",
            _ => [("privateKey", RsaKey.ExportPkcs8PrivateKeyPem())]);
        fixture.Secrets.PlantKey(RsaKey.ExportPkcs8PrivateKeyPem());
        return fixture;
    }

    public static MethodFixture TokenExchange()
    {
        var subject = "";
        var fixture = Of(
            new() { Grant = OAuth2Grant.TokenExchange },
            (_, request) => request.Parameters["subject_token"] == subject,
            _ => [("subjectToken", subject)]);
        subject = fixture.Secret("subject");
        return fixture;
    }

    /// <summary>A SAML assertion that the connection supplies (RFC 7522 §2.1).</summary>
    public static MethodFixture SamlBearer()
    {
        var assertion = "";
        var fixture = Of(
            new() { Grant = OAuth2Grant.SamlBearer },
            (_, request) => request.Parameters["assertion"] == Base64Url.EncodeToString(
                Encoding.UTF8.GetBytes(assertion)),
            _ => [("assertion", assertion)]);
        assertion = $"<Assertion>{fixture.Secret("assertion")}</Assertion>";
        return fixture;
    }

    public static MethodFixture Dpop() => Of(
        new() { Grant = OAuth2Grant.ClientCredentials, UseDpop = true },
        static (system, request) => SignatureChecks.Dpop(request, system.TokenUrl, token: null),
        verify: static (system, request) =>
            request.Authorization is ['D', 'P', 'o', 'P', ' ', .. var token]
                && system.Tokens.IsValid(token)
                && SignatureChecks.Dpop(request, system.Url("api/me"), token)
                ? token
                : null);

    /// <summary>The client authenticates with a key (RFC 7523 §2.2).</summary>
    public static MethodFixture PrivateKeyJwt()
    {
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.Refreshes | MethodTraits.RequestsTheSystem,
            Methods = static system =>
                [
                    new OAuth2Auth
                    {
                        Grant = OAuth2Grant.ClientCredentials,
                        TokenUrl = system.TokenUrl,
                        RevocationUrl = system.Url("end"),
                        ClientAuthentication = OAuth2ClientAuthentication.PrivateKeyJwt,
                    },
                ],
            Credentials = static _ =>
                [Fields("oauth2", ("clientId", "client"), ("privateKey", RsaKey.ExportPkcs8PrivateKeyPem()))],
            VerifyClient = static (system, request) =>
                SignatureChecks.Jwt(
                    request.Parameters.GetValueOrDefault("client_assertion"), RsaKey, system.Time) is { } claims
                    && claims.GetProperty("iss").GetString() == "client",
            VerifyGrant = static (_, request) => request.Parameters["grant_type"] == "client_credentials",
            Verify = Bearer,
            Ended = Token,
        };
        fixture.Secrets.PlantKey(RsaKey.ExportPkcs8PrivateKeyPem());
        return fixture;
    }

    /// <summary>The client authenticates with its certificate and presents it with the token (RFC 8705).</summary>
    public static MethodFixture MutualTls()
    {
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.Refreshes | MethodTraits.RequestsTheSystem,
            Https = true,
            Methods = static system =>
            [
                new OAuth2Auth
                {
                    Grant = OAuth2Grant.ClientCredentials,
                    TokenUrl = system.TokenUrl,
                    RevocationUrl = system.Url("end"),
                    ClientAuthentication = OAuth2ClientAuthentication.TlsClientAuth,
                },
                new ClientCertificateAuth(),
            ],
            Credentials = static system =>
                [Fields("oauth2", ("clientId", "client")), StaticFixtures.CertificateFor(system)],
            VerifyClient = static (_, request) =>
                IsCertified(request) && request.Parameters.GetValueOrDefault("client_id") == "client",
            VerifyGrant = static (_, request) => request.Parameters["grant_type"] == "client_credentials",
            Verify = static (system, request) => IsCertified(request) ? Bearer(system, request) : null,
            Ended = static (system, request) => IsCertified(request) ? Token(system, request) : null,
        };
        fixture.Secrets.PlantKey(StaticFixtures.Certificate.KeyPem);
        return fixture;
    }

    private static bool IsCertified(RecordedRequest request) =>
        request.ClientCertificate == StaticFixtures.Certificate.Thumbprint;

    /// <summary>The token to revoke (RFC 7009 §2.1).</summary>
    private static string? Token(MethodSystem system, RecordedRequest request) =>
        request.Parameters.GetValueOrDefault("token");

    private static async Task<Connection> SignInAsync(MethodHost host, SignInRequest request)
    {
        host.System.Tokens.IssueRefreshTokens = true;
        var authorization = await host.Authorizations.BeginAsync(request);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var response = await browser.GetAsync(authorization.Url);
        return await host.Authorizations.CompleteAsync(
            new() { Uri = response.Headers.Location!, Session = authorization.Session });
    }

    /// <summary>A bearer token that the system issued and that has not expired.</summary>
    public static string? Bearer(MethodSystem system, RecordedRequest request) =>
        AcceptedCredentials.Bearer(request) is { } token && system.Tokens.IsValid(token) ? token : null;

    private static MethodFixture Of(
        OAuth2Auth method,
        Func<MethodSystem, RecordedRequest, bool> grant,
        Func<MethodSystem, (string Name, string Value)[]>? fields = null,
        Func<MethodHost, SignInRequest, Task<Connection>>? signIn = null,
        Func<MethodSystem, RecordedRequest, string?>? verify = null,
        MethodTraits traits = MethodTraits.Static)
    {
        var secret = "";
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.Refreshes | MethodTraits.RequestsTheSystem | traits,
            Methods = system =>
                [
                    method with
                    {
                        TokenUrl = system.TokenUrl,
                        RevocationUrl = system.Url("end"),
                        AuthorizationUrl = system.Url("authorize"),
                        DeviceAuthorizationUrl = system.Url("device"),
                    },
                ],
            Credentials = system =>
                [Fields("oauth2", [("clientId", "client"), ("clientSecret", secret), .. fields?.Invoke(system) ?? []])],
            VerifyClient = (_, request) =>
                AcceptedCredentials.Basic(request) == $"client:{Uri.EscapeDataString(secret)}",
            VerifyGrant = grant,
            Verify = verify ?? Bearer,
            SignIn = signIn,
            Ended = Token,
        };
        secret = fixture.Secret("client");
        return fixture;
    }
}
