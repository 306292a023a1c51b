namespace Versori.Connectors;

/// <summary>One place in a request where a credential goes.</summary>
public sealed record CredentialPlacement
{
    /// <summary>Where it goes. Default: a header.</summary>
    public CredentialLocation In { get; init; }

    /// <summary>The header's, query parameter's or cookie's name.</summary>
    public required string Name { get; init; }

    /// <summary>The value: a template over the method's fields and the connector's inputs.</summary>
    public required string Value { get; init; }
}
