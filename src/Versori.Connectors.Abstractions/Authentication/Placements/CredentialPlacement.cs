namespace Versori.Connectors;

/// <summary>One place in a request where a credential goes.</summary>
public sealed record CredentialPlacement
{
    /// <summary>Where it goes. Default: a header.</summary>
    public CredentialLocation In { get; init; }

    /// <summary>
    /// The name of the header, query parameter, cookie or field of the body; a field that begins with a slash is a JSON
    /// pointer, such as <c>/auth/key</c>. For a path, what the segment follows.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>
    /// The value: a template over the method's fields and the connector's inputs, and over the request where another value is
    /// needed for each: <c>request.path</c>, <c>request.bodySha256</c>, <c>now</c>, <c>nonce</c>.
    /// </summary>
    public required string Value { get; init; }
}
