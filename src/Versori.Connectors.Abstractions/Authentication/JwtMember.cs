namespace Versori.Connectors;

/// <summary>A member of a token's header, or a claim.</summary>
public sealed record JwtMember
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Its value: a template over the method's fields, the connector's inputs, and <c>iat</c> and <c>exp</c> in seconds.
    /// </summary>
    public required string Value { get; init; }

    /// <summary>What the filled template becomes. Default: a JSON string.</summary>
    public JwtValueKind Kind { get; init; }
}
