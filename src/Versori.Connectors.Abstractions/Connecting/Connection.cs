using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// One account's credentials for a connector. It is linked to the connector, so every template of that connector can
/// use it. It contains references to secrets, never secrets.
/// </summary>
public sealed record Connection
{
    /// <summary>The id.</summary>
    public required ConnectionId Id { get; init; }

    /// <summary>The connector to which the connection belongs.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>The owner of the connection. Default: the host itself.</summary>
    public Owner Owner { get; init; }

    /// <summary>A name for people, unique within the connector and owner.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// When the connection was last chosen as the default of its owner for this connector. If several were chosen, the
    /// latest one is the default. <see langword="null"/>: never chosen.
    /// </summary>
    public DateTimeOffset? DefaultSince { get; init; }

    /// <summary>
    /// The auth methods and everything else needed to authenticate, as they were when the connection was made.
    /// </summary>
    public required AuthSnapshot Snapshot { get; init; }

    /// <summary>The tokens that were obtained with the credentials, by method.</summary>
    public IReadOnlyList<TokenState> Tokens
    {
        get;
        init => field = ValueList<TokenState>.Of(value);
    } = ValueList<TokenState>.Empty;

    /// <summary>Whether the connection can be used.</summary>
    public ConnectionStatus Status { get; init; }

    /// <summary>The reason why the connection cannot be used; <see langword="null"/> while it can.</summary>
    public string? StatusReason { get; init; }

    /// <summary>
    /// Whether each token can be replaced without a person, as far as is known; <see langword="true"/> for a connection
    /// without tokens. If not, the connection ends with <see cref="UsableUntil"/>.
    /// </summary>
    [JsonIgnore]
    public bool CanRefresh => Tokens.All(token => token.CanRefresh != false);

    /// <summary>
    /// When the connection stops working unless the account is connected again: the first expiry of a refresh token, or
    /// of a token that cannot be refreshed; <see langword="null"/> when that is not known.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? UsableUntil => Tokens.Min(token => token.UsableUntil);

    /// <summary>
    /// The result of checking the credentials when the connection was made; <see langword="null"/> if there is none.
    /// </summary>
    public ConnectionCheck? Check { get; init; }

    /// <summary>When the connection was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A number that grows with every save; 0 means never saved.</summary>
    public long Revision { get; init; }
}
