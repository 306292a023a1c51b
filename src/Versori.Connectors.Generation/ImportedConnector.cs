using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation;

/// <summary>The result of importing a source.</summary>
/// <param name="Definition">The definition, with all endpoints of the document.</param>
/// <param name="Warnings">
/// Everything that was lost or repaired. Each warning has a JSON pointer into the document, and the line number if it
/// is known. At most 1,000, followed by one that states the number of the others.
/// </param>
public sealed record ImportedConnector(ConnectorDefinition Definition, IReadOnlyList<ConnectorError> Warnings)
{
    /// <summary>
    /// What became of the actions of the source's overlays (<see cref="ConnectorSource.WithOverlay"/>), in their order.
    /// </summary>
    public IReadOnlyList<OverlayOutcome> Overlay { get; init; } = [];

    /// <summary>The open points of the document, which a plan reports.</summary>
    internal ImportResult? Import { get; init; }
}
