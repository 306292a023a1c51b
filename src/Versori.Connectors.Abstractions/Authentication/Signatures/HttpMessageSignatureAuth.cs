using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>HTTP message signatures (RFC 9421) over components of each request.</summary>
public sealed record HttpMessageSignatureAuth() : AuthMethod("httpMessageSignature")
{
    /// <summary>The fields that a connection supplies. Default: one, named <c>privateKey</c>.</summary>
    public IReadOnlyList<CredentialField> Fields
    {
        get;
        init => field = ValueList<CredentialField>.Of(value);
    } = ValueList<CredentialField>.Of([new() { Name = "privateKey" }]);

    /// <summary>The signature algorithm.</summary>
    public required HttpSignatureAlgorithm Algorithm { get; init; }

    /// <summary>The field that holds the key. Default: <c>privateKey</c>.</summary>
    public string KeyField { get; init; } = "privateKey";

    /// <summary>The format of the key. Default: detected from the key.</summary>
    public KeyFormat KeyFormat { get; init; }

    /// <summary>The field that holds the passphrase, if the key may be encrypted. Default: none.</summary>
    public string? PassphraseField { get; init; }

    /// <summary>
    /// The signed components, in order (RFC 9421 §2): <c>@method</c>, <c>@authority</c>, <c>@scheme</c>,
    /// <c>@target-uri</c>, <c>@request-target</c>, <c>@path</c>, <c>@query</c>, <c>@query-param;name="…"</c>, and
    /// header fields in lower case. If <c>content-digest</c> is listed, it is computed (RFC 9530) and sent. Fields that
    /// begin with <c>content-</c> are left out of requests without a body. Default: method, authority, path and query.
    /// </summary>
    public IReadOnlyList<string> Components
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Of(["@method", "@authority", "@path", "@query"]);

    /// <summary>The hash algorithm of <c>content-digest</c>. Default: SHA-256.</summary>
    public ContentDigestAlgorithm DigestAlgorithm { get; init; }

    /// <summary>
    /// Whether requests without a body also have a <c>content-digest</c>, that of empty content, if it is listed in
    /// <see cref="Components"/>. Default: no.
    /// </summary>
    public bool DigestEmptyBody { get; init; }

    /// <summary>
    /// The <c>keyid</c> parameter: an expression over the fields and the connector's inputs. Default: not sent.
    /// </summary>
    public string? KeyId { get; init; }

    /// <summary>Whether <c>created</c> is sent (RFC 9421 §2.3). Default: yes.</summary>
    public bool IncludeCreated { get; init; } = true;

    /// <summary>How long a signature is valid, sent as <c>expires</c>. Default: not sent.</summary>
    public TimeSpan? ExpiresAfter { get; init; }

    /// <summary>Whether a random <c>nonce</c> is sent. Default: no.</summary>
    public bool IncludeNonce { get; init; }

    /// <summary>The application's <c>tag</c>. Default: not sent.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether <c>alg</c> is sent, for systems that cannot determine it from the key. Default: no.</summary>
    public bool IncludeAlgorithm { get; init; }

    /// <summary>
    /// The signature's label in <c>Signature</c> and <c>Signature-Input</c> (RFC 9421 §4). Default: <c>sig1</c>.
    /// </summary>
    public string Label { get; init; } = "sig1";
}
