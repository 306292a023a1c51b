namespace Versori.Connectors;

/// <summary>The owner of a secret. A protected value is bound to it: copied to another owner, it does not open.</summary>
/// <param name="Kind">What kind of thing owns it: <c>connection</c> or <c>connector</c>.</param>
/// <param name="Id">The owner's id.</param>
public readonly record struct SecretScope(string Kind, string Id)
{
    /// <summary>The secrets of a connection.</summary>
    public static SecretScope For(ConnectionId connection) => new("connection", connection.ToString());

    /// <summary>The secrets of a connector, such as those of the host's own OAuth client.</summary>
    public static SecretScope For(ConnectorId connector) => new("connector", connector.Value);

    /// <summary>The secrets of a sign-in that is under way.</summary>
    /// <param name="authorization">The id of a <see cref="PendingAuthorization"/>.</param>
    public static SecretScope ForAuthorization(string authorization) => new("authorization", authorization);

    /// <summary><c>kind/id</c>.</summary>
    public override string ToString() => $"{Kind}/{Id}";
}
