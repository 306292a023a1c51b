namespace Versori.Connectors;

/// <summary>What a link to connect is needed for.</summary>
public sealed record ConnectLinkRequest
{
    /// <summary>The template whose call needs a connection.</summary>
    public required TemplateId Template { get; init; }

    /// <summary>The template's connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>
    /// The only person, or the host, that may use the link. The connection will belong to this owner.
    /// </summary>
    public required Owner Owner { get; init; }

    /// <summary>
    /// Why it is needed: there is no connection (<see cref="ConnectorErrorCode.NoConnection"/>), or it ended
    /// (<see cref="ConnectorErrorCode.NeedsReauthorization"/>), or it lacks scopes
    /// (<see cref="ConnectorErrorCode.CallFailed"/>). Default: there is no connection.
    /// </summary>
    public ConnectorErrorCode Reason { get; init; } = ConnectorErrorCode.NoConnection;

    /// <summary>The scopes that an existing connection lacks. Default: none.</summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];
}
