using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The immutable copy of the auth methods as they were when a connection was made, saved with the connection together
/// with references to its secrets. It holds everything that authentication, refresh and revocation need, so later
/// changes to the connector's auth methods do not affect the connection.
/// </summary>
public sealed record AuthSnapshot
{
    /// <summary>The format that this release writes, and the newest that it reads.</summary>
    public const int CurrentFormatVersion = 2;

    /// <summary>
    /// The format of this snapshot. It keeps snapshots of older releases readable. Default:
    /// <see cref="CurrentFormatVersion"/>.
    /// </summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>The version of the connector's definition from which the snapshot was taken.</summary>
    public required int ConnectorVersion { get; init; }

    /// <summary>
    /// The versions that the connection had before its upgrades, the latest last. An upgrade to the last one undoes the
    /// latest upgrade (<c>IConnectionMaintenance.UpgradeAsync</c>). Empty for a connection that was not upgraded since
    /// its account was connected. At most 20.
    /// </summary>
    public IReadOnlyList<int> FormerVersions { get; init => field = ValueList<int>.Of(value); } = ValueList<int>.Empty;

    /// <summary>When the snapshot was taken.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The auth methods in use, in the order in which they are applied.</summary>
    public required IReadOnlyList<AuthMethod> Methods { get; init => field = ValueList<AuthMethod>.Of(value); }

    /// <summary>The values of the connector's inputs, by name.</summary>
    public IReadOnlyDictionary<string, string> Inputs
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// The names of the inputs whose value the connector's author listed, as an allowed value or as the default. Only
    /// such values may span several labels of a host name, as <c>com.au</c> does in
    /// <c>https://accounts.example.{region}</c>.
    /// </summary>
    public IReadOnlyList<string> ListedInputs
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// The values captured when the connection was made, by name (<see cref="CapturedValue"/>). They are not secret,
    /// expressions use them like inputs, and they do not change until the account is connected again.
    /// </summary>
    public IReadOnlyDictionary<string, string> CapturedValues
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>
    /// Which account of the external system it is: the value of <see cref="ConnectorDefinition.AccountLabel"/> when the
    /// connection was made; <see langword="null"/> if that is not known.
    /// </summary>
    public string? Account { get; init; }

    /// <summary>
    /// The ids of the auth methods whose scopes were chosen at sign-in. Those scopes belong to the connection: they do
    /// not count as a difference from the connector's method, and an upgrade keeps them.
    /// </summary>
    public IReadOnlyList<string> MethodsWithOwnScopes
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>The only origins (scheme, host and port) to which the credentials may be sent.</summary>
    public required IReadOnlyList<string> Origins { get; init => field = ValueList<string>.Of(value); }

    /// <summary>
    /// The certificate authorities that the connection trusts, as PEM certificates; <see langword="null"/> for those of
    /// the system.
    /// </summary>
    public string? CertificateAuthorities { get; init; }

    /// <summary>
    /// Whether the system's authorities are trusted in addition to <see cref="CertificateAuthorities"/>. Default: no.
    /// </summary>
    public bool TrustSystemAuthorities { get; init; }

    /// <summary>
    /// The definition's headers that are sent with requests to authorization servers
    /// (<see cref="ConnectorDefinition.SendHeadersWithTokenRequests"/>), with their values. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> TokenRequestHeaders
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>The credential's fields in the secret store; <see langword="null"/> when there are none.</summary>
    public SecretReference? Secrets { get; init; }
}
