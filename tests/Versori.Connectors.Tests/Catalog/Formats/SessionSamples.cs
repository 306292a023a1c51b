namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>Session tokens and the requests described in JSON, with every setting.</summary>
internal static class SessionSamples
{
    public static AuthMethod[] SessionToken() =>
    [
        MethodSamples.Common(new SessionTokenAuth
        {
            Fields = MethodSamples.Fields(),
            Assertions =
            [
                new()
                {
                    Name = "assertion",
                    Algorithm = JwtAlgorithm.ES256,
                    KeyField = "key",
                    KeyFormat = KeyFormat.Jwk,
                    PassphraseField = "passphrase",
                    HeaderParameters = MethodSamples.JwtMembers("kid"),
                    Claims = MethodSamples.JwtMembers("iss"),
                    Lifetime = TimeSpan.FromMinutes(7),
                    Backdate = TimeSpan.FromSeconds(8),
                    IncludeJwtId = true,
                },
            ],
            SignIn = [.. Bodies().Select((body, number) => Request($"in{number}") with { Body = body })],
            Refresh = [Request("renew")],
            SignOut = Request("out"),
            Placements = [new() { In = CredentialLocation.Cookie, Name = "session", Value = "{session}" }],
            Lifetime = new()
            {
                Fixed = TimeSpan.FromMinutes(11),
                ExtractedValue = "expiry",
                Unit = SessionLifetimeUnit.Minutes,
            },
            RefreshMargin = TimeSpan.FromSeconds(12),
        }),
        .. EnumValues.First<SessionLifetimeUnit>(7).Select((value, number) => new SessionTokenAuth
        {
            Id = $"u{number}",
            SignIn = [],
            Placements = [],
            Lifetime = new() { Unit = value },
        }),
    ];

    public static AuthRequest Request(string path) => new()
    {
        Method = "PUT",
        Url = $"https://example.com/{path}",
        Query = MethodSamples.Map("query"),
        Headers = MethodSamples.Map("X-Header"),
        Body = new() { Text = "text", ContentType = "text/plain" },
        Success = new() { StatusCodes = [200, 201], Field = "/ok", Expected = "true", IsFailureTransient = true },
        InvalidCredentialStatusCodes = [403, 409],
        ExtractedValues =
        [
            new()
            {
                Name = "session",
                From = ExtractedValueSource.Header,
                Selector = "X-Session",
                ListPointer = "/items",
                Where = MethodSamples.Map("kind"),
                Optional = true,
                Pattern = "(.*)",
                Captured = true,
            },
            .. EnumValues.First<ExtractedValueSource>(6)
                .Select((value, number) => new ExtractedValue { Name = $"p{number}", From = value }),
        ],
    };

    private static AuthRequestBody[] Bodies() =>
    [
        new()
        {
            Json = JsonFragment.Parse("""{"user":"{user}","picks":[1,true],"none":null}"""),
            ContentType = "application/json",
        },
        new() { Form = MethodSamples.Map("user") },
        new() { Xml = "<user>{user}</user>" },
        new() { Text = "{user}" },
    ];
}
