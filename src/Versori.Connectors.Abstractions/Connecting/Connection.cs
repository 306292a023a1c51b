using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// One account's credentials for a connector. It is linked to the connector, so every template of that connector can use
/// it. It holds references to secrets, never secrets.
/// </summary>
public sealed record Connection
{
    /// <summary>The id.</summary>
    public required ConnectionId Id { get; init; }

    /// <summary>The connector it belongs to.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>Whom it belongs to. Default: the host itself.</summary>
    public Owner Owner { get; init; }

    /// <summary>A name for people, unique within the connector and owner.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Since when it is the one that is used where nothing else is said and the owner has several for this connector; of
    /// several, the one that was chosen last. <see langword="null"/>: it was never chosen.
    /// </summary>
    public DateTimeOffset? DefaultSince { get; init; }

    /// <summary>The auth methods and the rest of what authenticates, as they were when it was connected.</summary>
    public required AuthSnapshot Snapshot { get; init; }

    /// <summary>The tokens obtained with the credentials, by method.</summary>
    public IReadOnlyList<TokenState> Tokens { get; init => field = ValueList<TokenState>.Of(value); } = ValueList<TokenState>.Empty;

    /// <summary>Whether it can be used.</summary>
    public ConnectionStatus Status { get; init; }

    /// <summary>Why it cannot be used, when it cannot.</summary>
    public string? StatusReason { get; init; }

    /// <summary>What came of trying the credentials when it was connected.</summary>
    public ConnectionCheck? Check { get; init; }

    /// <summary>When it was connected.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows with every save; 0 means never saved.</summary>
    public long Revision { get; init; }
}
