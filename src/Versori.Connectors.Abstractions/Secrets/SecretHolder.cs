namespace Versori.Connectors;

/// <summary>
/// The holder of a secret. Stores bind the protected value to it, so a value that is copied to another holder cannot be
/// decrypted.
/// </summary>
/// <param name="Kind">The kind of holder: <c>connection</c>, <c>connector</c> or <c>authorization</c>.</param>
/// <param name="Id">The holder's id.</param>
public readonly record struct SecretHolder(string Kind, string Id)
{
    /// <summary>Returns the holder for the secrets of a connection.</summary>
    public static SecretHolder For(ConnectionId connection) => new("connection", connection.ToString());

    /// <summary>
    /// Returns the holder for the secrets of a connector, such as those of the host's own OAuth client.
    /// </summary>
    public static SecretHolder For(ConnectorId connector) => new("connector", connector.Value);

    /// <summary>Returns the holder for the secrets of a sign-in in progress.</summary>
    /// <param name="signIn">The id of a <see cref="PendingSignIn"/>.</param>
    public static SecretHolder ForSignIn(string signIn) => new("authorization", signIn);

    /// <summary>Returns <c>kind/id</c>.</summary>
    public override string ToString() => $"{Kind}/{Id}";
}
