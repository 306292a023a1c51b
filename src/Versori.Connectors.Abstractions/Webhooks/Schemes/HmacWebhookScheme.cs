namespace Versori.Connectors;

/// <summary>A keyed hash (RFC 2104) over the raw body, and whatever else the system signs along with it.</summary>
public sealed record HmacWebhookScheme : WebhookScheme
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    /// <summary>The header that holds the signature, or several.</summary>
    public required string SignatureHeader { get; init; }

    /// <summary>The hash. Default: SHA-256.</summary>
    public WebhookAlgorithm Algorithm { get; init; }

    /// <summary>How the signature is written. Default: hexadecimal.</summary>
    public WebhookEncoding Encoding { get; init; }

    /// <summary>How the signing secret becomes the key. Default: its UTF-8 bytes.</summary>
    public WebhookKeyEncoding KeyEncoding { get; init; }

    /// <summary>
    /// What is signed: text with <c>{body}</c>, <c>{timestamp}</c>, <c>{id}</c>, <c>{method}</c>, <c>{url}</c>,
    /// <c>{path}</c>, <c>{query}</c>, <c>{header.NAME}</c>, and <c>{sortedForm}</c>: the parameters of a form body, sorted by
    /// name, each name followed by its value. Default: <c>{body}</c>. All as raw bytes.
    /// </summary>
    public string SignedContent { get; init => field = value ?? "{body}"; } = "{body}";

    /// <summary>What stands before the signature, such as <c>sha256=</c>. Values without it are passed over.</summary>
    public string Prefix { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// What separates several values in the header, such as the comma of <c>t=1,v1=…,v1=…</c>. Default: there is one value.
    /// </summary>
    public string? Separator { get; init; }

    /// <summary>The header that holds the timestamp. It may be the signature's own; then <see cref="TimestampPrefix"/> finds it.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>What stands before the timestamp among the separated values of its header, such as <c>t=</c>.</summary>
    public string TimestampPrefix { get; init => field = value ?? ""; } = "";

    /// <summary>How the timestamp is written. Default: Unix seconds.</summary>
    public WebhookTimeFormat TimestampFormat { get; init; }

    /// <summary>How far the timestamp may be from the host's clock, either way. Default: 5 minutes.</summary>
    public TimeSpan Tolerance { get; init => field = value == default ? FiveMinutes : value; } = FiveMinutes;

    /// <summary>As GitHub signs: <c>X-Hub-Signature-256: sha256=…</c> over the body.</summary>
    public static HmacWebhookScheme GitHub { get; } = new() { SignatureHeader = "X-Hub-Signature-256", Prefix = "sha256=" };

    /// <summary>As Stripe signs: <c>Stripe-Signature: t=…,v1=…</c> over timestamp and body.</summary>
    public static HmacWebhookScheme Stripe { get; } = new()
    {
        SignatureHeader = "Stripe-Signature",
        Prefix = "v1=",
        Separator = ",",
        TimestampHeader = "Stripe-Signature",
        TimestampPrefix = "t=",
        SignedContent = "{timestamp}.{body}",
    };

    /// <summary>As Slack signs: <c>X-Slack-Signature: v0=…</c> over version, timestamp and body.</summary>
    public static HmacWebhookScheme Slack { get; } = new()
    {
        SignatureHeader = "X-Slack-Signature",
        Prefix = "v0=",
        TimestampHeader = "X-Slack-Request-Timestamp",
        SignedContent = "v0:{timestamp}:{body}",
    };

    /// <summary>As Shopify signs: <c>X-Shopify-Hmac-Sha256</c> in base64 over the body.</summary>
    public static HmacWebhookScheme Shopify { get; } = new() { SignatureHeader = "X-Shopify-Hmac-Sha256", Encoding = WebhookEncoding.Base64 };

    /// <summary>As Twilio signs forms: <c>X-Twilio-Signature</c> in base64, SHA-1 over the URL and the sorted parameters.</summary>
    public static HmacWebhookScheme Twilio { get; } = new()
    {
        SignatureHeader = "X-Twilio-Signature",
        Algorithm = WebhookAlgorithm.Sha1,
        Encoding = WebhookEncoding.Base64,
        SignedContent = "{url}{sortedForm}",
    };
}
