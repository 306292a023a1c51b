namespace Versori.Connectors;

/// <summary>What is needed to let somebody sign in.</summary>
public sealed class AuthorizationRequest
{
    /// <summary>The connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>The name that the connection will have; of no account when <see cref="ConnectionId"/> is set.</summary>
    public string Name { get; init; } = "";

    /// <summary>The connection to connect again; <see langword="null"/>: a new one.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>The auth method; <see langword="null"/>: the connector's only one of this kind.</summary>
    public string? MethodId { get; init; }

    /// <summary>
    /// Where the person comes back to: absolute, without fragment, and registered with the provider to the letter
    /// (RFC 9700 §2.1). Not needed for a device, nor for OAuth 1.0a, where the person is then shown a PIN.
    /// </summary>
    public Uri? RedirectUri { get; init; }

    /// <summary>
    /// The host's session of the person who signs in, or anything else that only this browser brings back: whoever comes
    /// back in another session is refused. <see langword="null"/>: a new one is made, see <see cref="Authorization.Session"/>.
    /// </summary>
    public string? Session { get; init; }

    /// <summary>
    /// A client of the connection's own; <see langword="null"/>: the connector's, or one that is registered for it (RFC 7591).
    /// With OAuth 1.0a it is the consumer (<c>consumerKey</c> and <c>consumerSecret</c> or <c>privateKey</c>), which signs
    /// every request and is therefore kept with the connection.
    /// </summary>
    public Credential? Client { get; init; }

    /// <summary>
    /// Whether a connection that is connected again gets a newly registered client (RFC 7591) in place of the one it has, for
    /// servers that have forgotten that one, or let its secret expire. Default: no.
    /// </summary>
    public bool RegisterAgain { get; init; }

    /// <summary>
    /// Further credentials, each for another auth method, such as a client certificate that authenticates the client too
    /// (RFC 8705). They are applied after the token, in this order. A connection that is connected again keeps those it has,
    /// unless there are any here.
    /// </summary>
    public IReadOnlyList<Credential> FurtherCredentials { get; init; } = [];

    /// <summary>Whom the connection will belong to. Default: the host itself.</summary>
    public Owner Owner { get; init; }

    /// <summary>The values of the connector's inputs, by name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The scopes asked for; <see langword="null"/>: those chosen for the connection before, or the method's. Chosen ones are
    /// the connection's own (<see cref="AuthSnapshot.OwnScopes"/>). OAuth 1.0a has none.
    /// </summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Further parameters of this authorization request, such as <c>login_hint</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the connection becomes the owner's default for this connector.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether the credential is tried against the external system before anything is saved. Default: yes.</summary>
    public bool TryCredential { get; init; } = true;
}
