namespace Versori.Connectors;

/// <summary>A member of a token's header, or a claim.</summary>
public sealed record JwtMember
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Its value: a template over the method's fields, the connector's inputs, <c>iat</c> and <c>exp</c> in seconds, and
    /// <c>publicKeySha256</c>, the SHA-256 of the key's public half (SubjectPublicKeyInfo, RFC 5280 §4.1.2.7) in base64.
    /// </summary>
    public required string Value { get; init; }

    /// <summary>What the filled template becomes. Default: a JSON string.</summary>
    public JwtValueKind Kind { get; init; }

    /// <summary>Whether it is left out where a value that it uses was not given, or where it comes out empty. Default: no.</summary>
    public bool Optional { get; init; }
}
