namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>Settings of signatures, assertions and webhooks that were added to format 2 later.</summary>
internal static class SigningSettingSamples
{
    public static AuthMethod[] Methods() =>
    [
        new AwsSignatureV4Auth
        {
            Id = "role",
            Region = "{region}",
            Service = "iotdevicegateway",
            AddSessionTokenAfterSigning = true,
            AssumedRole = new()
            {
                RoleArn = "{roleArn}",
                SessionName = "session",
                ExternalId = "{externalId}",
                Duration = TimeSpan.FromMinutes(20),
                Region = "us-east-1",
                Url = "https://sts.example.com/",
            },
        },
        new HttpMessageSignatureAuth
        {
            Id = "digest",
            Algorithm = HttpSignatureAlgorithm.EcdsaP256Sha256,
            DigestEmptyBody = true,
        },
        new OAuth2Auth
        {
            Id = "saml",
            Grant = OAuth2Grant.SamlBearer,
            TokenUrl = "https://example.com/token",
            SamlAssertion = new()
            {
                Issuer = "{clientId}",
                Subject = "{user}",
                SubjectFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
                Audience = "https://example.com",
                Recipient = "https://example.com/token",
                Attributes = MethodSamples.Map("company"),
                Lifetime = TimeSpan.FromMinutes(10),
            },
        },
    ];

    public static ConnectorDefinition Webhooks() => StoredSamples.Definition("Webhooks") with
    {
        Webhooks =
        [
            new()
            {
                Id = "body",
                Scheme = new HmacWebhookScheme
                {
                    Signature = WebhookValue.Body("/signature/signature"),
                    Timestamp = WebhookValue.Body("/signature/timestamp"),
                    SignedContent = "{timestamp}{id}",
                    AllowUnsignedBody = true,
                },
                MessageId = WebhookValue.Body("/signature/token"),
            },
            new()
            {
                Id = "custom",
                Scheme = new CustomWebhookScheme
                {
                    Handler = "own",
                    Settings = JsonFragment.Parse("""{"header":"X-Mark"}"""),
                },
            },
        ],
    };
}
