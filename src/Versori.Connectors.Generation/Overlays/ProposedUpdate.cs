namespace Versori.Connectors.Generation;

/// <summary>
/// A change of a connector that a new version of its document proposes. It is the connector's draft; nothing uses it
/// until <see cref="IConnectorCatalog.PublishAsync"/>.
/// </summary>
public sealed record ProposedUpdate
{
    /// <summary>The connector, with the proposed definition as its draft; without a draft if nothing changes.</summary>
    public required Connector Connector { get; init; }

    /// <summary>What publishing the draft would change, and for which templates.</summary>
    public required DefinitionDiff Diff { get; init; }

    /// <summary>What became of the edits. Those that no longer apply have their place in the overlay.</summary>
    public IReadOnlyList<OverlayOutcome> Overlay { get; init; } = [];

    /// <summary>What was lost or repaired when the document was imported.</summary>
    public IReadOnlyList<ConnectorError> Warnings { get; init; } = [];

    /// <summary>The problems with which the draft cannot be published; empty if it can.</summary>
    public IReadOnlyList<ConnectorError> Problems { get; init; } = [];

    /// <summary>
    /// The ids of endpoints of the document that the connector does not have and the draft does not add.
    /// </summary>
    public IReadOnlyList<string> FurtherEndpoints { get; init; } = [];
}
