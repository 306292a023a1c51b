namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>Webhooks with every scheme and challenge, with every setting.</summary>
internal static class WebhookSamples
{
    private static readonly WebhookScheme[] Schemes =
    [
        new NoWebhookScheme(),
        new BasicWebhookScheme(),
        new ApiKeyWebhookScheme { Key = Value(WebhookValueLocation.Query), Prefix = "Token " },
        new StandardWebhooksScheme { HeaderPrefix = "svix", Tolerance = TimeSpan.FromMinutes(7) },
        new HmacWebhookScheme
        {
            SignatureHeader = "X-Signature",
            Algorithm = WebhookAlgorithm.Sha512,
            Encoding = WebhookEncoding.Base64Url,
            KeyEncoding = WebhookKeyEncoding.Hex,
            SignedContent = "{timestamp}.{body}",
            Prefix = "v1=",
            Separator = ",",
            TimestampHeader = "X-Time",
            TimestampPrefix = "t=",
            TimestampFormat = WebhookTimestampFormat.Iso8601,
            Tolerance = TimeSpan.FromMinutes(8),
        },
        new HttpSignatureWebhookScheme
        {
            Algorithm = HttpSignatureAlgorithm.Ed25519,
            KeyFormat = KeyFormat.Jwk,
            Components = ["@method"],
            RequireContentDigest = false,
            RequireCreated = false,
            Tolerance = TimeSpan.FromMinutes(9),
            Label = "sig2",
            Tag = "tag",
            KeyId = "key",
        },
        .. EnumValues.First<WebhookAlgorithm>(4).Select((value, number) => Hmac() with { Algorithm = value }),
        .. EnumValues.First<WebhookEncoding>(3).Select((value, number) => Hmac() with { Encoding = value }),
        .. EnumValues.First<WebhookKeyEncoding>(3).Select((value, number) => Hmac() with { KeyEncoding = value }),
        .. EnumValues.First<WebhookTimestampFormat>(3)
            .Select((value, number) => Hmac() with { TimestampFormat = value }),
    ];

    private static readonly WebhookChallenge[] Challenges =
    [
        new EchoWebhookChallenge
        {
            Challenge = Value(WebhookValueLocation.Query),
            When = Value(WebhookValueLocation.Body),
            Expected = "url_verification",
            VerifyToken = Value(WebhookValueLocation.Header),
            IsSigned = true,
            ResponseField = "challenge",
        },
        new HeaderWebhookChallenge { Header = "X-Hook-Secret", ResponseHeader = "X-Other" },
        new HmacWebhookChallenge
        {
            Token = Value(WebhookValueLocation.Query),
            Algorithm = WebhookAlgorithm.Sha384,
            Encoding = WebhookEncoding.Base64,
            Prefix = "sha384=",
            ResponseField = "response_token",
            TokenField = "token",
        },
    ];

    public static WebhookDefinition[] All() =>
    [
        .. Schemes.Select((scheme, number) => Webhook($"scheme{number}") with { Scheme = scheme }),
        .. Challenges.Select((challenge, number) => Webhook($"challenge{number}") with { Challenge = challenge }),
    ];

    private static WebhookDefinition Webhook(string id) => new()
    {
        Id = id,
        Title = "Title",
        Description = "Description",
        Scheme = new NoWebhookScheme(),
        EventName = Value(WebhookValueLocation.Body),
        MessageId = Value(WebhookValueLocation.Header),
        AcceptReplays = true,
    };

    private static HmacWebhookScheme Hmac() => new() { SignatureHeader = "X-Signature" };

    private static WebhookValue Value(WebhookValueLocation location) => new() { In = location, At = "place" };
}
