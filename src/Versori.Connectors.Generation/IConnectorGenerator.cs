namespace Versori.Connectors.Generation;

/// <summary>Creates connector definitions from descriptions of external systems, and plans from requirements.</summary>
/// <remarks>
/// Implementations must be safe for concurrent use. A generator stores nothing; the catalog applies plans.
/// </remarks>
public interface IConnectorGenerator
{
    /// <summary>Creates a definition from a source, with all of its endpoints.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidDocument"/>: the document cannot be read. The error has a JSON pointer, and
    /// the line number if it is known. <see cref="ConnectorErrorCode.Unavailable"/>: the document could not be fetched.
    /// <see cref="ConnectorErrorCode.OriginNotAllowed"/> or <see cref="ConnectorErrorCode.InsecureTransport"/>: the
    /// document's URL or one that it redirects to may not be requested (<see cref="ExternalUrlOptions"/>).
    /// </exception>
    Task<ImportedConnector> ImportAsync(ConnectorSource source, CancellationToken cancellationToken = default);

    /// <summary>
    /// Selects the endpoints that an integration needs from the sources. The selection compares words. If the host has
    /// registered a chat client, the chat client refines it. Undecided points become open questions of the plan.
    /// </summary>
    /// <param name="requirements">What the integration should do, in plain language.</param>
    /// <param name="sources">The external systems it works with, at least one.</param>
    /// <param name="cancellationToken">Cancels planning.</param>
    /// <exception cref="ConnectorException">
    /// A source cannot be read or fetched, as for <see cref="ImportAsync"/>.
    /// <see cref="ConnectorErrorCode.InvalidArgument"/>: the requirements are longer than 100,000 characters, or have
    /// more than 1,000 parts.
    /// </exception>
    Task<IntegrationPlan> PlanAsync(
        string requirements, IReadOnlyList<ConnectorSource> sources, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a plan as <see cref="PlanAsync(string, IReadOnlyList{ConnectorSource}, CancellationToken)"/> does, also
    /// from answers to the questions of an earlier plan, and for an integration that has templates already.
    /// </summary>
    /// <param name="request">What the plan is made from.</param>
    /// <param name="cancellationToken">Cancels planning.</param>
    /// <exception cref="ConnectorException">
    /// As for <see cref="PlanAsync(string, IReadOnlyList{ConnectorSource}, CancellationToken)"/>.
    /// </exception>
    Task<IntegrationPlan> PlanAsync(PlanRequest request, CancellationToken cancellationToken = default);
}
