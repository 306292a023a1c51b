using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// HTTP message signatures (RFC 9421) on incoming requests. The secrets are the verification keys: public keys as PEM,
/// JWK or base64 of DER, and shared keys for <see cref="HttpSignatureAlgorithm.HmacSha256"/>.
/// </summary>
public sealed record HttpSignatureWebhookScheme : WebhookScheme
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    /// <summary>The signature algorithm. A signature with another <c>alg</c> is refused (RFC 9421 §3.2).</summary>
    public required HttpSignatureAlgorithm Algorithm { get; init; }

    /// <summary>The format of the keys. Default: detected from the keys; a shared key is then plain text.</summary>
    public KeyFormat KeyFormat { get; init; }

    /// <summary>
    /// The components that a signature must cover at least (RFC 9421 §3.2.1): derived components such as
    /// <c>@method</c>, and header fields in lower case. <c>@target-uri</c> covers <c>@scheme</c>, <c>@authority</c>,
    /// <c>@path</c> and <c>@query</c>; <c>@request-target</c> covers <c>@path</c> and <c>@query</c>. Default:
    /// <c>@method</c> and <c>@path</c>.
    /// </summary>
    public IReadOnlyList<string> Components
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Of(["@method", "@path"]);

    /// <summary>
    /// Whether the signature must cover the body, by <c>content-digest</c> (RFC 9530). Default: yes. If set to no, an
    /// attacker can change a body that is not covered. A digest that is covered is always verified.
    /// </summary>
    public bool RequireContentDigest { get; init; } = true;

    /// <summary>
    /// Whether <c>created</c> is required. Default: yes. If set to no, only <c>expires</c> limits the time in which a
    /// request is valid.
    /// </summary>
    public bool RequireCreated { get; init; } = true;

    /// <summary>
    /// The maximum difference between <c>created</c> and the host's clock, in both directions. Default: 5 minutes.
    /// </summary>
    public TimeSpan Tolerance { get; init => field = value == default ? FiveMinutes : value; } = FiveMinutes;

    /// <summary>
    /// The label of the signature (RFC 9421 §4). Default: any. If several signatures match, the outcome is
    /// <see cref="WebhookOutcome.Malformed"/>.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>The <c>tag</c> of the signature (RFC 9421 §2.3). Default: any.</summary>
    public string? Tag { get; init; }

    /// <summary>The <c>keyid</c> of the signature (RFC 9421 §2.3). Default: any; the known keys decide.</summary>
    public string? KeyId { get; init; }
}
