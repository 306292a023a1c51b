namespace Versori.Connectors;

/// <summary>The settings of a sign-in.</summary>
public sealed class SignInRequest
{
    /// <summary>The connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>The name of the new connection. It is ignored when <see cref="ConnectionId"/> is set.</summary>
    public string Name { get; init; } = "";

    /// <summary>The connection to reconnect; <see langword="null"/> to create a new one.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>The auth method; <see langword="null"/> for the connector's only method of this kind.</summary>
    public string? MethodId { get; init; }

    /// <summary>
    /// The URI that the person returns to: absolute, without a fragment, and registered with the provider exactly as
    /// given (RFC 9700 §2.1). Not needed for a device. Not needed for OAuth 1.0a, where the person is then shown a PIN.
    /// </summary>
    public Uri? RedirectUri { get; init; }

    /// <summary>
    /// The host's session of the person who signs in, or another value that only this browser sends. A callback from
    /// another session is refused. <see langword="null"/>: a new value is created, see
    /// <see cref="BrowserSignIn.Session"/>.
    /// </summary>
    public Secret? Session { get; init; }

    /// <summary>
    /// The connection's own client; <see langword="null"/> for the connector's client, or for one that is registered
    /// for the connection (RFC 7591). With OAuth 1.0a it is the consumer (<c>consumerKey</c> and <c>consumerSecret</c>
    /// or <c>privateKey</c>). The consumer signs every request, so it is kept with the connection.
    /// </summary>
    public Credential? Client { get; init; }

    /// <summary>
    /// Whether a connection that is reconnected gets a newly registered client (RFC 7591) instead of its existing one.
    /// Use it when the server no longer knows the existing client, or when the client's secret has expired. Default:
    /// no.
    /// </summary>
    public bool RegisterNewClient { get; init; }

    /// <summary>
    /// Further credentials, each for another auth method, such as a client certificate that also authenticates the
    /// client (RFC 8705). They are applied after the token, in this order. A connection that is reconnected keeps its
    /// existing further credentials, unless some are given here.
    /// </summary>
    public IReadOnlyList<Credential> AdditionalCredentials { get; init; } = [];

    /// <summary>The owner of the new connection. Default: the host itself.</summary>
    public Owner Owner { get; init; }

    /// <summary>The values of the connector's inputs, by name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The requested scopes; <see langword="null"/> for those chosen for the connection before, or else the method's.
    /// Scopes given here belong to the connection (<see cref="AuthSnapshot.MethodsWithOwnScopes"/>). OAuth 1.0a has no
    /// scopes.
    /// </summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Additional parameters of the authorization request, such as <c>login_hint</c>.</summary>
    public IReadOnlyDictionary<string, string> AdditionalParameters { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Whether a connection that is reconnected may become that of another account
    /// (<see cref="AuthSnapshot.Account"/>). Default: no, signing in as another account fails with
    /// <see cref="ConnectorErrorCode.OtherAccount"/> and leaves the connection as it was.
    /// </summary>
    public bool AllowOtherAccount { get; init; }

    /// <summary>Whether the connection becomes the owner's default for this connector.</summary>
    public bool IsDefault { get; init; }

    /// <summary>
    /// Whether the credential is tried against the external system before anything is saved. Default: yes.
    /// </summary>
    public bool CheckCredential { get; init; } = true;
}
