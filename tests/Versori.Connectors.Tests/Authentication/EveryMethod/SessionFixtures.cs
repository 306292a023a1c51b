using System.Text.Json.Nodes;
using static Versori.Connectors.Tests.Authentication.EveryMethod.SigningFixtures;

namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>Sessions, a custom handler of the host, and several methods on one connection.</summary>
internal static class SessionFixtures
{
    public static MethodFixture SessionToken()
    {
        var password = "";
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.Refreshes | MethodTraits.RequestsTheSystem,
            Methods = static system =>
            [
                new SessionTokenAuth
                {
                    SignIn =
                    [
                        new()
                        {
                            Url = system.TokenUrl,
                            Body = new()
                            {
                                Json = JsonFragment.Parse("""{"user":"{username}","password":"{password}"}"""),
                            },
                            ExtractedValues = [new() { Name = "session", Selector = "/data/id" }],
                        },
                    ],
                    Lifetime = new() { Fixed = TimeSpan.FromHours(1) },
                    Placements = [new() { Name = "X-Session", Value = "{session}" }],
                    SignOut = new()
                    {
                        Url = system.Url("end"),
                        Body = new() { Json = JsonFragment.Parse("""{"session":"{session}"}""") },
                    },
                },
            ],
            Credentials = _ => [Fields("sessionToken", ("username", "ada"), ("password", password))],
            VerifyGrant = (_, request) =>
                request.Parameters["user"] == "ada" && request.Parameters["password"] == password,
            TokenResponse = static token =>
                new JsonObject { ["data"] = new JsonObject { ["id"] = token.AccessToken } }.ToJsonString(),
            FinalRefusal = ScriptedResponse.Create(401, ""),
            Ended = static (_, request) => request.Parameters.GetValueOrDefault("session"),
            Verify = static (system, request) =>
                request.Headers.GetValueOrDefault("X-Session") is { } session && system.Tokens.IsValid(session)
                    ? session
                    : null,
        };
        password = fixture.Secret("password");
        return fixture;
    }

    public static MethodFixture Custom()
    {
        var key = "";
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.Refreshes,
            Configure = static builder => builder.AddAuthHandler<TicketHandler>("tickets"),
            Methods = static _ =>
                [
                    new CustomAuth
                    {
                        Handler = "tickets",
                        Settings = JsonFragment.Parse("""{"hours":1}"""),
                        Fields = [new() { Name = "key" }],
                    },
                ],
            Credentials = _ => [Fields("custom", ("key", key))],
            Verify = (_, request) =>
                request.Headers.GetValueOrDefault("X-Ticket") is { } ticket
                    && ticket.StartsWith("ticket-", StringComparison.Ordinal)
                    && ticket.EndsWith($"-{key}", StringComparison.Ordinal)
                    ? ticket
                    : null,
        };
        key = fixture.Secret("key");
        return fixture;
    }

    public static MethodFixture CustomWithTokenRequests()
    {
        var key = "";
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.Refreshes | MethodTraits.RequestsTheSystem,
            Configure = static builder => builder.AddAuthHandler<RequestingHandler>("requesting"),
            Methods = static system =>
                [
                    new CustomAuth
                    {
                        Handler = "requesting",
                        Settings = JsonFragment.Parse(
                            $$"""{"url":"{{system.TokenUrl}}","end":"{{system.Url("end")}}"}"""),
                        Fields = [new() { Name = "key" }],
                    },
                ],
            Credentials = _ => [Fields("custom", ("key", key))],
            VerifyGrant = (_, request) => request.Parameters.GetValueOrDefault("key") == key,
            Verify = OAuth2Fixtures.Bearer,
            Ended = static (_, request) => request.Parameters.GetValueOrDefault("token"),
        };
        key = fixture.Secret("key");
        return fixture;
    }

    public static MethodFixture Several()
    {
        var (key, secret) = ("", "");
        var fixture = new MethodFixture
        {
            Traits = MethodTraits.Refreshes | MethodTraits.RequestsTheSystem,
            Methods = static system =>
            [
                ApiKeyAuth.Create(CredentialLocation.Header, "X-App-Key"),
                new OAuth2Auth
                {
                    Grant = OAuth2Grant.ClientCredentials,
                    TokenUrl = system.TokenUrl,
                    RevocationUrl = system.Url("end"),
                    ClientAuthentication = OAuth2ClientAuthentication.Post,
                },
            ],
            Credentials = _ => [Credential.ApiKey(key), Credential.OAuth2ClientCredentials("client", secret)],
            VerifyClient = (_, request) => request.Parameters.GetValueOrDefault("client_secret") == secret,
            VerifyGrant = static (_, request) => request.Parameters["grant_type"] == "client_credentials",
            Ended = static (_, request) => request.Parameters.GetValueOrDefault("token"),
            Verify = (system, request) => request.Headers.GetValueOrDefault("X-App-Key") == key
                ? OAuth2Fixtures.Bearer(system, request)
                : null,
        };
        (key, secret) = (fixture.Secret("app"), fixture.Secret("client"));
        return fixture;
    }
}
