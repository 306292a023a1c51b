namespace Versori.Connectors;

/// <summary>HTTP Basic (RFC 7617), UTF-8. Fields: <c>username</c>, <c>password</c>.</summary>
public sealed record BasicAuth() : AuthMethod("basic")
{
    /// <summary>
    /// The user name: a template over the fields and the connector's inputs. A fixed text makes the field unnecessary.
    /// </summary>
    public string Username { get; init; } = "{username}";

    /// <summary>The password: a template over the fields and the connector's inputs. May be fixed or empty.</summary>
    public string Password { get; init; } = "{password}";
}
