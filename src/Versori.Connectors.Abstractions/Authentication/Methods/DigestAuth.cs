namespace Versori.Connectors;

/// <summary>
/// HTTP Digest (RFC 7616), UTF-8. Fields: <c>username</c>, <c>password</c>. The password is never sent: each request is answered
/// with a hash over it and what the system asked for (<c>WWW-Authenticate</c>) with the first 401.
/// </summary>
/// <remarks>
/// SHA-512-256, SHA-256 and MD5, also as <c>-sess</c>, the strongest that is offered; <c>auth</c>, <c>auth-int</c> where nothing
/// else is offered, and the older form without (RFC 2069); hashed user names. What the system asked for is used again until it
/// wants something else, so that requests after the first are sent once. A request whose content can be sent only once is not
/// repeated: its caller gets the 401, and the next one is accepted.
/// </remarks>
public sealed record DigestAuth() : AuthMethod("digest")
{
    /// <summary>The user name: a template over the fields and the connector's inputs. A fixed text makes the field unnecessary.</summary>
    public string Username { get; init; } = "{username}";

    /// <summary>The password: a template over the fields and the connector's inputs.</summary>
    public string Password { get; init; } = "{password}";

    /// <summary>Whether MD5 is refused where the system offers nothing better. Default: no, many systems do not.</summary>
    public bool RefuseMd5 { get; init; }
}
