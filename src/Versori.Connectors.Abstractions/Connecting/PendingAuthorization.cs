using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A sign-in that is under way, as a store keeps it. Its secrets are in the secret store.</summary>
public sealed record PendingAuthorization
{
    /// <summary>The id: a hash of the state, or of the temporary token and session, that travel with the person, or a random text for a device.</summary>
    public required string Id { get; init; }

    /// <summary>The connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>The version of the connector's definition when it began.</summary>
    public required int ConnectorVersion { get; init; }

    /// <summary>The auth method as it was when it began, with what discovery found.</summary>
    public required AuthMethod Method { get; init; }

    /// <summary>Whether the method's scopes were chosen for this sign-in, see <see cref="AuthSnapshot.OwnScopes"/>.</summary>
    public bool HasOwnScopes { get; init; }

    /// <summary>
    /// The auth methods of the further credentials that were given, in their order. Empty: those that the connection has
    /// already, when it is connected again.
    /// </summary>
    public IReadOnlyList<AuthMethod> FurtherMethods { get; init => field = ValueList<AuthMethod>.Of(value); } = ValueList<AuthMethod>.Empty;

    /// <summary>Whom the connection will belong to.</summary>
    public Owner Owner { get; init; }

    /// <summary>The name that the connection will have.</summary>
    public required string Name { get; init; }

    /// <summary>The connection that is connected again; <see langword="null"/> when it is a new one.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>The values of the connector's inputs.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>Whether the connection becomes the owner's default.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether the new credential is tried against the external system before anything is saved.</summary>
    public bool TryCredential { get; init; }

    /// <summary>Where the person comes back to; <see langword="null"/> for a device, and when a PIN is brought back instead.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>A hash of the session that began it; <see langword="null"/> for a device.</summary>
    public string? SessionHash { get; init; }

    /// <summary>How long to wait between two polls of a device (RFC 8628 §3.2).</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>When it can no longer be completed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The PKCE verifier, temporary credentials, the client's secret and the like, in the secret store.</summary>
    public required SecretReference Secrets { get; init; }
}
