namespace Versori.Connectors;

/// <summary>One place in a request where a credential is sent.</summary>
public sealed record CredentialPlacement
{
    /// <summary>The part of the request. Default: a header.</summary>
    public CredentialLocation In { get; init; }

    /// <summary>
    /// The name of the header, query parameter, cookie or body field. A body field that begins with a slash is a JSON
    /// pointer (RFC 6901), such as <c>/auth/key</c>. For a path, the path that precedes the segment.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>
    /// The value: an expression over the method's fields and the connector's inputs. Values that differ for each
    /// request may use <c>request.path</c>, <c>request.bodySha256</c>, <c>now</c> and <c>nonce</c>.
    /// </summary>
    public required string Value { get; init; }
}
