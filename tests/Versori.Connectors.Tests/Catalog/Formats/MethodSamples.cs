namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>
/// Every auth method except OAuth 2.0 and session tokens, with a value other than the default in every setting.
/// </summary>
internal static class MethodSamples
{
    public static AuthMethod[] None() => [Common(new NoAuth())];

    public static AuthMethod[] ApiKey() =>
    [
        Common(new ApiKeyAuth
        {
            Fields = Fields(),
            Placements =
            [
                new() { In = CredentialLocation.Header, Name = "X-Key", Value = "{key}" },
                new() { In = CredentialLocation.Query, Name = "key", Value = "{key}" },
                new() { In = CredentialLocation.Cookie, Name = "key", Value = "{key}" },
                new() { In = CredentialLocation.Body, Name = "key", Value = "{key}" },
                new() { In = CredentialLocation.Path, Name = "/", Value = "{key}" },
            ],
        }),
    ];

    public static AuthMethod[] Basic() =>
        [Common(new BasicAuth { Username = "{user}@{tenant}", Password = "{secret}" })];

    public static AuthMethod[] Digest() =>
        [Common(new DigestAuth { Username = "{user}@{tenant}", Password = "{secret}", RefuseMd5 = true })];

    public static AuthMethod[] Bearer() => [Common(new BearerAuth { Scheme = "Token" })];

    public static AuthMethod[] ClientCertificate() =>
        [Common(new ClientCertificateAuth { CertificateAuthorities = "PEM", TrustSystemAuthorities = true })];

    public static AuthMethod[] Custom() =>
    [
        Common(new CustomAuth
        {
            Handler = "ticket",
            Settings = JsonFragment.Parse("""{"hours":7,"nested":{"renewal":[1,"answer"],"none":null}}"""),
            Fields = Fields(),
        }),
    ];

    public static AuthMethod[] SelfSignedJwt() =>
    [
        Common(new SelfSignedJwtAuth
        {
            Fields = Fields(),
            Algorithm = JwtAlgorithm.PS256,
            KeyField = "key",
            Key = "{key}",
            KeyFormat = KeyFormat.Pem,
            PassphraseField = "passphrase",
            HeaderParameters = JwtMembers("kid"),
            Claims = JwtMembers("iss"),
            Lifetime = TimeSpan.FromMinutes(7),
            Backdate = TimeSpan.FromSeconds(8),
            IncludeIssuedAt = false,
            IncludeExpiration = false,
            IncludeNotBefore = true,
            IncludeJwtId = true,
            RefreshMargin = TimeSpan.FromSeconds(9),
            Placement = new() { In = CredentialLocation.Query, Name = "jwt", Value = "{jwt}" },
        }),
        .. EnumValues.First<JwtAlgorithm>(13)
            .Select((value, number) => new SelfSignedJwtAuth { Id = $"a{number}", Algorithm = value }),
        .. EnumValues.First<KeyFormat>(6)
            .Select((value, number) => new SelfSignedJwtAuth { Id = $"k{number}", KeyFormat = value }),
    ];

    public static AuthMethod[] HmacSignature() =>
    [
        Common(new HmacSignatureAuth
        {
            Fields = Fields(),
            Algorithm = HmacAlgorithm.Sha512,
            Encoding = SignatureEncoding.Base64,
            Key = "{key}",
            KeyFormat = KeyFormat.Hex,
            StringToSign = "{method}\n{path}",
            TimestampFormat = "unixMilliseconds",
            Placements = [new() { In = CredentialLocation.Query, Name = "signature", Value = "{signature}" }],
        }),
        .. EnumValues.First<HmacAlgorithm>(5).Select((value, number) => Hmac($"a{number}") with { Algorithm = value }),
        .. EnumValues.First<SignatureEncoding>(4)
            .Select((value, number) => Hmac($"e{number}") with { Encoding = value }),
    ];

    public static AuthMethod[] HttpMessageSignature() =>
    [
        Common(new HttpMessageSignatureAuth
        {
            Fields = Fields(),
            Algorithm = HttpSignatureAlgorithm.Ed25519,
            KeyField = "key",
            KeyFormat = KeyFormat.Jwk,
            PassphraseField = "passphrase",
            Components = ["@method", "content-digest"],
            DigestAlgorithm = ContentDigestAlgorithm.Sha512,
            KeyId = "{keyId}",
            IncludeCreated = false,
            ExpiresAfter = TimeSpan.FromMinutes(3),
            IncludeNonce = true,
            Tag = "tag",
            IncludeAlgorithm = true,
            Label = "sig2",
        }),
        .. EnumValues.First<HttpSignatureAlgorithm>(6)
            .Select((value, number) => new HttpMessageSignatureAuth { Id = $"a{number}", Algorithm = value }),
        new HttpMessageSignatureAuth
        {
            Id = "sha256",
            Algorithm = default,
            DigestAlgorithm = ContentDigestAlgorithm.Sha256,
        },
    ];

    public static AuthMethod[] AwsSignatureV4() =>
    [
        Common(new AwsSignatureV4Auth
        {
            Region = "{region}",
            Service = "s3",
            PresignUrl = true,
            ExpiresAfter = TimeSpan.FromMinutes(20),
            UnsignedPayload = true,
            IncludeContentSha256 = true,
            DoubleEncodePath = false,
            NormalizePath = false,
            SignedHeaders = ["x-request"],
        }),
    ];

    public static AuthMethod[] OAuth1() =>
    [
        Common(new OAuth1Auth
        {
            SignatureMethod = OAuth1SignatureMethod.HmacSha256,
            Placement = OAuth1Placement.Query,
            Realm = "realm",
            IncludeVersion = false,
            IncludeBodyHash = true,
            TemporaryCredentialUrl = "https://example.com/initiate",
            AuthorizationUrl = "https://example.com/authorize",
            TokenUrl = "https://example.com/token",
            TokenRequestMethod = "GET",
            TokenRequestPlacement = OAuth1Placement.Form,
            TemporaryCredentialParameters = Map("temporary"),
            AuthorizationParameters = Map("authorization"),
            TokenParameters = Map("token"),
            Captures =
            [
                new() { Name = "user", From = CapturedValueSource.Callback, Selector = "user_id", Optional = true },
            ],
        }),
        .. EnumValues.First<OAuth1SignatureMethod>(6)
            .Select((value, number) => new OAuth1Auth { Id = $"s{number}", SignatureMethod = value }),
        .. EnumValues.First<OAuth1Placement>(3)
            .Select((value, number) => new OAuth1Auth { Id = $"p{number}", Placement = value }),
    ];

    public static AuthMethod[] Wsse() =>
    [
        Common(new WsseAuth { Header = "X-Other", EncodeNonce = false, HexDigest = true, SendAuthorization = false }),
    ];

    /// <summary>The method with the settings that every method has.</summary>
    public static AuthMethod Common(AuthMethod method) => method with
    {
        Id = "main",
        Title = "Title",
        Description = "Description",
        RejectedStatusCodes = [401, 419],
        RejectedResponse = new() { Field = "/error/code", Values = ["expired"], StatusCodes = [200, 400] },
        Headers = Map("X-Header"),
        Query = Map("query"),
        CaptureRequests = [SessionSamples.Request("capture")],
        CheckRequests = [SessionSamples.Request("check")],
    };

    public static CredentialField[] Fields() =>
    [
        new() { Name = "key", Title = "Key", Description = "The key.", Required = false, IsVisible = true },
        new() { Name = "tenant" },
    ];

    public static JwtClaim[] JwtMembers(string name) =>
    [
        new() { Name = name, Value = "{key}", Kind = JwtValueKind.String, Optional = true },
        new() { Name = "number", Value = "1", Kind = JwtValueKind.Number },
        new() { Name = "json", Value = "[]", Kind = JwtValueKind.Json },
    ];

    public static Dictionary<string, string> Map(string name) => new(StringComparer.Ordinal)
    {
        [name] = "value of {key}",
        ["renewal"] = "answer",
    };

    private static HmacSignatureAuth Hmac(string id) => new() { Id = id, StringToSign = "{body}", Placements = [] };
}
