namespace Versori.Connectors;

/// <summary>HTTP Basic (RFC 7617), UTF-8. Fields: <c>username</c>, <c>password</c>.</summary>
public sealed record BasicAuth() : AuthMethod("basic")
{
    /// <summary>
    /// The user name: an expression over the fields and the connector's inputs. With a fixed text the field is not
    /// needed. Default: the field <c>username</c>.
    /// </summary>
    public string Username { get; init; } = "{username}";

    /// <summary>
    /// The password: an expression over the fields and the connector's inputs. It may be a fixed text or empty.
    /// Default: the field <c>password</c>.
    /// </summary>
    public string Password { get; init; } = "{password}";
}
