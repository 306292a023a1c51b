namespace Versori.Connectors;

/// <summary>A claim, or a parameter of the JOSE header.</summary>
public sealed record JwtClaim
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The value: an expression over the method's fields, the connector's inputs, <c>iat</c> and <c>exp</c> in seconds,
    /// and <c>publicKeySha256</c>, the SHA-256 of the public key (SubjectPublicKeyInfo, RFC 5280 §4.1.2.7) in base64.
    /// </summary>
    public required string Value { get; init; }

    /// <summary>The JSON type of the evaluated expression. Default: a JSON string.</summary>
    public JwtValueKind Kind { get; init; }

    /// <summary>
    /// Whether the member is left out if a value that it uses was not supplied, or if the result is empty. Default: no.
    /// </summary>
    public bool Optional { get; init; }
}
