namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>OAuth 2.0 with every setting, and with every value of every enumeration.</summary>
internal static class OAuth2Samples
{
    public static AuthMethod[] OAuth2() =>
    [
        MethodSamples.Common(Full()),
        .. EnumValues.First<OAuth2Grant>(7).Select((value, number) => Method($"g{number}") with { Grant = value }),
        .. EnumValues.First<OAuth2ClientAuthentication>(8)
            .Select((value, number) => Method($"c{number}") with { ClientAuthentication = value }),
        .. EnumValues.First<OAuth2RequestFormat>(3)
            .Select((value, number) => Method($"r{number}") with { TokenRequestFormat = value }),
        .. EnumValues.First<OAuth2Pkce>(3).Select((value, number) => Method($"p{number}") with { Pkce = value }),
        .. EnumValues.First<OAuth2ResponseMode>(2)
            .Select((value, number) => Method($"m{number}") with { ResponseMode = value }),
        .. EnumValues.First<OAuth2TokenResponseFormat>(4)
            .Select((value, number) => Method($"f{number}") with { TokenResponse = new() { Format = value } }),
        .. EnumValues.First<OAuth2ExpiryUnit>(7)
            .Select((value, number) => Method($"e{number}") with { TokenResponse = new() { ExpiryUnit = value } }),
    ];

    private static OAuth2Auth Full() => new()
    {
        Grant = OAuth2Grant.AuthorizationCode,
        TokenUrl = "https://example.com/token",
        AuthorizationUrl = "https://example.com/authorize",
        RefreshUrl = "https://example.com/refresh",
        RevocationUrl = "https://example.com/revoke",
        IntrospectionUrl = "https://example.com/introspect",
        DeviceAuthorizationUrl = "https://example.com/device",
        PushedAuthorizationUrl = "https://example.com/pushed",
        RegistrationUrl = "https://example.com/register",
        Issuer = "https://example.com/issuer",
        Resource = "https://example.com/resource",
        ClientId = "client",
        ClientAuthentication = OAuth2ClientAuthentication.Header,
        UnencodedClientCredentials = true,
        ClientAuthenticationHeader = new()
        {
            In = CredentialLocation.Query,
            Name = "X-Client",
            Value = "{clientId}:{clientSecret}",
        },
        ClientAssertion = Assertion("client"),
        GrantAssertion = Assertion("grant"),
        Fields = MethodSamples.Fields(),
        AvailableScopes = MethodSamples.Map("read"),
        Scopes = ["read", "write"],
        ScopeSeparator = ",",
        TokenRequestFormat = OAuth2RequestFormat.Json,
        TokenRequestMethod = "GET",
        RefreshRequestFormat = OAuth2RequestFormat.Query,
        RefreshRequestMethod = "PUT",
        TokenParameters = MethodSamples.Map("audience"),
        TokenHeaders = MethodSamples.Map("X-Token"),
        RefreshParameters = MethodSamples.Map("refresh"),
        RefreshHeaders = MethodSamples.Map("X-Refresh"),
        IncludeScopesOnRefresh = true,
        TokenResponse = TokenResponse("token"),
        Captures =
        [
            new()
            {
                Name = "user",
                From = CapturedValueSource.IdTokenClaims,
                Selector = "/sub",
                Pattern = "(.*)",
                Optional = true,
                IsSecret = true,
            },
            .. EnumValues.First<CapturedValueSource>(4)
                .Select((value, number) => new CapturedValue { Name = $"c{number}", From = value }),
        ],
        FollowUpRequest = new()
        {
            Url = "https://example.com/follow",
            Method = "GET",
            Format = OAuth2RequestFormat.Query,
            Parameters = MethodSamples.Map("follow"),
            Headers = MethodSamples.Map("X-Follow"),
            TokenResponse = TokenResponse("follow"),
            SkipAfterRefresh = true,
        },
        FinalErrors = ["gone"],
        TransientErrors = ["busy"],
        SubjectTokenType = "urn:ietf:params:oauth:token-type:jwt",
        Pkce = OAuth2Pkce.Plain,
        ResponseMode = OAuth2ResponseMode.FormPost,
        AuthorizationParameters = MethodSamples.Map("access_type"),
        AuthorizationFragment = "#/signin",
        CallbackCodeParameter = "auth_code",
        TokenRequestCodeParameter = "authCode",
        RequireIssuer = true,
        UseDpop = true,
        CertificateBoundTokens = true,
        TokenPlacement = new() { In = CredentialLocation.Query, Name = "token", Value = "{accessToken}" },
        DefaultLifetime = TimeSpan.FromMinutes(11),
        FixedLifetime = TimeSpan.FromMinutes(12),
        RefreshTokenLifetime = TimeSpan.FromDays(13),
        RefreshMargin = TimeSpan.FromSeconds(14),
    };

    private static OAuth2Assertion Assertion(string name) => new()
    {
        Algorithm = JwtAlgorithm.ES384,
        KeyId = "{keyId}",
        Issuer = "{issuer}",
        Subject = "{subject}",
        Audience = "https://example.com/audience",
        Claims = MethodSamples.Map(name),
        HeaderParameters = MethodSamples.Map("x5t"),
        Lifetime = TimeSpan.FromMinutes(3),
    };

    private static OAuth2TokenResponseMapping TokenResponse(string prefix) => new()
    {
        Format = OAuth2TokenResponseFormat.Json,
        AccessToken = $"/{prefix}/access",
        RefreshToken = $"/{prefix}/refresh",
        Expiry = $"/{prefix}/expiry",
        ExpiryUnit = OAuth2ExpiryUnit.UnixMilliseconds,
        RefreshTokenExpiry = [$"/{prefix}/refreshExpiry"],
        Scope = $"/{prefix}/scope",
        TokenType = $"/{prefix}/type",
        Error = $"/{prefix}/error",
    };

    private static OAuth2Auth Method(string id) => new() { Id = id, Grant = OAuth2Grant.ClientCredentials };
}
