using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The immutable copy, saved with a connection, of the auth methods as they were when it was connected, with references
/// to its secrets. It holds all that authentication, refresh and revocation need: nothing done later to the connector's
/// auth methods changes what it does.
/// </summary>
public sealed record AuthSnapshot
{
    /// <summary>The newest format that this release reads and the one it writes.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>The format, so that what an older release saved stays readable.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>The version of the connector's definition that it was taken from.</summary>
    public required int ConnectorVersion { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The auth methods in use, in the order in which they are applied.</summary>
    public required IReadOnlyList<AuthMethod> Methods { get; init => field = ValueList<AuthMethod>.Of(value); }

    /// <summary>The values of the connector's inputs.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>
    /// The names of the inputs whose values the connector's author listed, as allowed values or as the default. Only such
    /// values may span several labels of a host, as <c>com.au</c> does in <c>https://accounts.example.{region}</c>.
    /// </summary>
    public IReadOnlyList<string> ListedInputs { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>
    /// What signing in brought along and is not secret, by name (<see cref="OAuth2Capture"/>): templates use it like an
    /// input. It stays as it was when it was connected.
    /// </summary>
    public IReadOnlyDictionary<string, string> Captured { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>
    /// The ids of the auth methods whose scopes were chosen when somebody signed in. Those scopes are the connection's own:
    /// they are no difference to the connector's method, and an upgrade keeps them.
    /// </summary>
    public IReadOnlyList<string> OwnScopes { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>The only origins (scheme, host and port) that the credentials may be sent to.</summary>
    public required IReadOnlyList<string> Origins { get; init => field = ValueList<string>.Of(value); }

    /// <summary>The credential's fields, in the secret store; <see langword="null"/> when there are none.</summary>
    public SecretReference? Secrets { get; init; }
}
