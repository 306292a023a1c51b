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
        static (_, request) => request.Parameters["code"] == "agreed" && request.Parameters.ContainsKey("code_verifier"),
        signIn: static async (host, name) =>
        {
            host.System.Tokens.IssueRefreshTokens = true;
            var client = host.Fixture.Credentials(host.System)[0];
            var authorization = await host.Authorizations.BeginAsync(new() { ConnectorId = host.Connector, Name = name, RedirectUri = new("http://127.0.0.1/callback"), Client = client });
            using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
            using var answer = await browser.GetAsync(authorization.Url);
            return await host.Authorizations.CompleteAsync(new() { Uri = answer.Headers.Location!, Session = authorization.Session });
        });

    public static MethodFixture DeviceCode() => Of(
        new() { Grant = OAuth2Grant.DeviceCode },
        static (_, request) => request.Parameters["device_code"] == "agreed",
        signIn: static async (host, name) =>
        {
            host.System.Tokens.IssueRefreshTokens = true;
            var client = host.Fixture.Credentials(host.System)[0];
            var device = await host.Authorizations.BeginDeviceAsync(new() { ConnectorId = host.Connector, Name = name, Client = client });
            return await host.Authorizations.CompleteDeviceAsync(device.Id);
        });

    public static MethodFixture JwtBearer()
    {
        var fixture = Of(
            new() { Grant = OAuth2Grant.JwtBearer },
            (system, request) => SignatureChecks.Jwt(request.Parameters["assertion"], RsaKey, system.Time) is { } claims && claims.GetProperty("iss").GetString() == "client",
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

    public static MethodFixture Dpop() => Of(
        new() { Grant = OAuth2Grant.ClientCredentials, Dpop = true },
        static (system, request) => SignatureChecks.Dpop(request, system.TokenUrl, token: null),
        verify: static (system, request) =>
            request.Authorization is ['D', 'P', 'o', 'P', ' ', .. var token] && system.Tokens.IsValid(token) && SignatureChecks.Dpop(request, system.Url("api/me"), token) ? token : null);

    /// <summary>A bearer token that the system issued and that has not expired.</summary>
    public static string? Bearer(MethodSystem system, RecordedRequest request) =>
        AcceptedCredentials.Bearer(request) is { } token && system.Tokens.IsValid(token) ? token : null;

    private static MethodFixture Of(
        OAuth2Auth method,
        Func<MethodSystem, RecordedRequest, bool> grant,
        Func<MethodSystem, (string Name, string Value)[]>? fields = null,
        Func<MethodHost, string, Task<Connection>>? signIn = null,
        Func<MethodSystem, RecordedRequest, string?>? verify = null)
    {
        var secret = "";
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.Renews | MethodTraits.AsksTheSystem,
            Methods = system => [method with { TokenUrl = system.TokenUrl, AuthorizationUrl = system.Url("authorize"), DeviceAuthorizationUrl = system.Url("device") }],
            Credentials = system => [Fields("oauth2", [("clientId", "client"), ("clientSecret", secret), .. fields?.Invoke(system) ?? []])],
            VerifyClient = (_, request) => AcceptedCredentials.Basic(request) == $"client:{Uri.EscapeDataString(secret)}",
            VerifyGrant = grant,
            Verify = verify ?? Bearer,
            SignIn = signIn,
        };
        secret = fixture.Secret("client");
        return fixture;
    }
}
