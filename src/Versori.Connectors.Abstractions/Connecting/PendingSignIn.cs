using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A sign-in in progress, as stored. Its secrets are in the secret store.</summary>
public sealed record PendingSignIn
{
    /// <summary>
    /// The id: a hash of the state, or of the temporary token and session, that the browser carries. For a device it is
    /// a random text.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>The version of the connector's definition when the sign-in began.</summary>
    public required int ConnectorVersion { get; init; }

    /// <summary>The auth method as it was when the sign-in began, with the results of discovery.</summary>
    public required AuthMethod Method { get; init; }

    /// <summary>
    /// Whether the method's scopes were chosen for this sign-in, see <see cref="AuthSnapshot.MethodsWithOwnScopes"/>.
    /// </summary>
    public bool HasOwnScopes { get; init; }

    /// <summary>
    /// The auth methods of the further credentials that were supplied, in order. Empty when an account is connected
    /// again: those that the connection already has.
    /// </summary>
    public IReadOnlyList<AuthMethod> AdditionalMethods
    {
        get;
        init => field = ValueList<AuthMethod>.Of(value);
    } = ValueList<AuthMethod>.Empty;

    /// <summary>The owner of the future connection.</summary>
    public Owner Owner { get; init; }

    /// <summary>The name of the future connection.</summary>
    public required string Name { get; init; }

    /// <summary>The connection to connect again; <see langword="null"/> for a new one.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>The values of the connector's inputs.</summary>
    public IReadOnlyDictionary<string, string> Inputs
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>Whether the connection may become that of another account.</summary>
    public bool AllowOtherAccount { get; init; }

    /// <summary>Whether the connection becomes the owner's default.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether the new credential is checked against the external system before anything is saved.</summary>
    public bool CheckCredential { get; init; }

    /// <summary>
    /// The redirect URI; <see langword="null"/> for a device and for a sign-in that is completed with a PIN.
    /// </summary>
    public string? RedirectUri { get; init; }

    /// <summary>A hash of the session that began the sign-in; <see langword="null"/> for a device.</summary>
    public string? SessionHash { get; init; }

    /// <summary>The time to wait between two polls for a device (RFC 8628 §3.2).</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>
    /// When the token endpoint may be polled again for a device (RFC 8628 §3.5); <see langword="null"/>: now.
    /// </summary>
    public DateTimeOffset? NextPollAt { get; init; }

    /// <summary>A number that grows with every update; a new sign-in has 0.</summary>
    public long Revision { get; init; }

    /// <summary>When the sign-in expires and can no longer be completed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// The PKCE verifier, temporary credentials, client secret and other secrets of the sign-in, in the secret store.
    /// </summary>
    public required SecretReference Secrets { get; init; }
}
