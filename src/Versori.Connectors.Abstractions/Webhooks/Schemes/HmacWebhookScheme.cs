namespace Versori.Connectors;

/// <summary>
/// A keyed hash (HMAC, RFC 2104) over the raw body and everything else that the system signs with it.
/// </summary>
public sealed record HmacWebhookScheme : WebhookScheme
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The header that holds the signature or several signatures. Set it or <see cref="Signature"/>. Default: none.
    /// </summary>
    public string? SignatureHeader { get; init; }

    /// <summary>
    /// Where the signature is if it is not in a header, such as <c>/signature/signature</c> in the body. Default: none.
    /// </summary>
    public WebhookValue? Signature { get; init; }

    /// <summary>The hash. Default: SHA-256.</summary>
    public WebhookAlgorithm Algorithm { get; init; }

    /// <summary>The encoding of the signature. Default: hexadecimal.</summary>
    public WebhookEncoding Encoding { get; init; }

    /// <summary>How the signing secret is decoded to the key. Default: its UTF-8 bytes.</summary>
    public WebhookKeyEncoding KeyEncoding { get; init; }

    /// <summary>
    /// The signed content: an expression with the placeholders <c>{body}</c>, <c>{timestamp}</c>, <c>{id}</c>,
    /// <c>{method}</c>, <c>{url}</c>, <c>{path}</c>, <c>{query}</c>, <c>{header.NAME}</c> and <c>{sortedForm}</c> (the
    /// parameters of a form body, sorted by name, each name followed by its value). All are inserted as raw bytes.
    /// Default: <c>{body}</c>.
    /// </summary>
    public string SignedContent { get; init => field = value ?? "{body}"; } = "{body}";

    /// <summary>
    /// The text before the signature, such as <c>sha256=</c>. Values without it are ignored. Default: none.
    /// </summary>
    public string Prefix { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// The separator of several values in the header, such as the comma in <c>t=1,v1=…,v1=…</c>. Default: none, the
    /// header holds one value.
    /// </summary>
    public string? Separator { get; init; }

    /// <summary>
    /// The header that holds the timestamp. It may be the same as <see cref="SignatureHeader"/>;
    /// <see cref="TimestampPrefix"/> then identifies the timestamp. Default: none.
    /// </summary>
    public string? TimestampHeader { get; init; }

    /// <summary>
    /// Where the timestamp is if it is not in a header, such as <c>/signature/timestamp</c> in the body. Default: none.
    /// </summary>
    public WebhookValue? Timestamp { get; init; }

    /// <summary>
    /// Whether the signature may leave the body uncovered, so that anyone who sees a delivery could send its signature
    /// with another body. The timestamp and the message id must then be signed, and each message id is accepted once.
    /// Default: no, a scheme without <c>{body}</c> or <c>{sortedForm}</c> is refused.
    /// </summary>
    public bool AllowUnsignedBody { get; init; }

    /// <summary>
    /// The text before the timestamp, among the separated values of its header, such as <c>t=</c>. Default: none.
    /// </summary>
    public string TimestampPrefix { get; init => field = value ?? ""; } = "";

    /// <summary>The format of the timestamp. Default: Unix seconds.</summary>
    public WebhookTimestampFormat TimestampFormat { get; init; }

    /// <summary>
    /// The maximum difference between the timestamp and the host's clock, in both directions. Default: 5 minutes.
    /// </summary>
    public TimeSpan Tolerance { get; init => field = value == default ? FiveMinutes : value; } = FiveMinutes;

    /// <summary>GitHub's signatures: <c>X-Hub-Signature-256: sha256=…</c> over the body.</summary>
    public static HmacWebhookScheme GitHub { get; } = new()
    {
        SignatureHeader = "X-Hub-Signature-256",
        Prefix = "sha256=",
    };

    /// <summary>Stripe's signatures: <c>Stripe-Signature: t=…,v1=…</c> over timestamp and body.</summary>
    public static HmacWebhookScheme Stripe { get; } = new()
    {
        SignatureHeader = "Stripe-Signature",
        Prefix = "v1=",
        Separator = ",",
        TimestampHeader = "Stripe-Signature",
        TimestampPrefix = "t=",
        SignedContent = "{timestamp}.{body}",
    };

    /// <summary>Slack's signatures: <c>X-Slack-Signature: v0=…</c> over version, timestamp and body.</summary>
    public static HmacWebhookScheme Slack { get; } = new()
    {
        SignatureHeader = "X-Slack-Signature",
        Prefix = "v0=",
        TimestampHeader = "X-Slack-Request-Timestamp",
        SignedContent = "v0:{timestamp}:{body}",
    };

    /// <summary>Shopify's signatures: <c>X-Shopify-Hmac-Sha256</c> in base64 over the body.</summary>
    public static HmacWebhookScheme Shopify { get; } = new()
    {
        SignatureHeader = "X-Shopify-Hmac-Sha256",
        Encoding = WebhookEncoding.Base64,
    };

    /// <summary>
    /// Twilio's signatures of forms: <c>X-Twilio-Signature</c> in base64, SHA-1 over the URL and the sorted parameters.
    /// </summary>
    public static HmacWebhookScheme Twilio { get; } = new()
    {
        SignatureHeader = "X-Twilio-Signature",
        Algorithm = WebhookAlgorithm.Sha1,
        Encoding = WebhookEncoding.Base64,
        SignedContent = "{url}{sortedForm}",
    };
}
