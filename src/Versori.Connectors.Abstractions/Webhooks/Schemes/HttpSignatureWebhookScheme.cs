using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// HTTP message signatures (RFC 9421) on what comes in. Secrets are the keys that check: public ones as PEM, JWK or base64 of
/// DER, and shared ones for <see cref="HttpSignatureAlgorithm.HmacSha256"/>.
/// </summary>
public sealed record HttpSignatureWebhookScheme : WebhookScheme
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    /// <summary>How requests are signed. A signature that names another one (<c>alg</c>) is refused (RFC 9421 §3.2).</summary>
    public required HttpSignatureAlgorithm Algorithm { get; init; }

    /// <summary>How the keys are written. Default: found out from what they look like; a shared key is then the text itself.</summary>
    public KeyFormat KeyFormat { get; init; }

    /// <summary>
    /// What a signature must cover at least (RFC 9421 §3.2.1): derived components such as <c>@method</c>, and header fields
    /// in lower case. <c>@target-uri</c> covers <c>@scheme</c>, <c>@authority</c>, <c>@path</c> and <c>@query</c>;
    /// <c>@request-target</c> covers <c>@path</c> and <c>@query</c>. Default: <c>@method</c> and <c>@path</c>.
    /// </summary>
    public IReadOnlyList<string> Components { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Of(["@method", "@path"]);

    /// <summary>
    /// Whether the body must be covered, by <c>content-digest</c> (RFC 9530). Default: yes. Without it anybody could change
    /// the body; a digest that is covered is checked all the same.
    /// </summary>
    public bool RequireContentDigest { get; init; } = true;

    /// <summary>Whether <c>created</c> must be there. Default: yes. Without it only <c>expires</c> limits when a request is good.</summary>
    public bool RequireCreated { get; init; } = true;

    /// <summary>How far <c>created</c> may be from the host's clock, either way. Default: 5 minutes.</summary>
    public TimeSpan Tolerance { get; init => field = value == default ? FiveMinutes : value; } = FiveMinutes;

    /// <summary>The label of the signature (RFC 9421 §4). Default: any; of several that fit, none can be meant.</summary>
    public string? Label { get; init; }

    /// <summary>The <c>tag</c> of the signature (RFC 9421 §2.3). Default: any.</summary>
    public string? Tag { get; init; }

    /// <summary>The <c>keyid</c> of the signature (RFC 9421 §2.3). Default: any; the keys that are known decide.</summary>
    public string? KeyId { get; init; }
}
