namespace Versori.Connectors;

/// <summary>
/// HTTP Digest (RFC 7616), UTF-8. Fields: <c>username</c>, <c>password</c>. The password is never sent. Each request
/// carries a hash over the password and the parameters of the server's challenge (<c>WWW-Authenticate</c>), which the
/// first 401 delivers.
/// </summary>
/// <remarks>
/// Supported are SHA-512-256, SHA-256 and MD5, each also as <c>-sess</c>, and the strongest algorithm offered is used.
/// Also supported are <c>auth</c>, <c>auth-int</c> where nothing else is offered, the older form without <c>qop</c>
/// (RFC 2069), and hashed user names. A challenge is reused until the server sends a new one, so requests after the
/// first are sent only once. A request whose content can be sent only once is not repeated: its caller receives the
/// 401, and the next request succeeds.
/// </remarks>
public sealed record DigestAuth() : AuthMethod("digest")
{
    /// <summary>
    /// The user name: an expression over the fields and the connector's inputs. With a fixed text the field is not
    /// needed. Default: the field <c>username</c>.
    /// </summary>
    public string Username { get; init; } = "{username}";

    /// <summary>
    /// The password: an expression over the fields and the connector's inputs. Default: the field <c>password</c>.
    /// </summary>
    public string Password { get; init; } = "{password}";

    /// <summary>
    /// Whether to refuse MD5 where the server offers nothing stronger. Default: no, because many servers offer only
    /// MD5.
    /// </summary>
    public bool RefuseMd5 { get; init; }
}
