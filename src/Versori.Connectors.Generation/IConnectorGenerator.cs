namespace Versori.Connectors.Generation;

/// <summary>Makes connector definitions from descriptions of external systems, and plans from requirements.</summary>
/// <remarks>Implementations are safe for concurrent use. Nothing is stored: applying a plan is the catalog's work.</remarks>
public interface IConnectorGenerator
{
    /// <summary>Reads a source into a definition, with all of its endpoints.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidDocument"/>: it cannot be read, with a JSON pointer, and the line where it is
    /// known. <see cref="ConnectorErrorCode.Unavailable"/>: it could not be fetched.
    /// </exception>
    Task<ImportedConnector> ImportAsync(ConnectorSource source, CancellationToken cancellationToken = default);

    /// <summary>
    /// Chooses from the sources the endpoints that an integration needs. The choice is made by words alone, and refined
    /// by the host's chat client if it has registered one; what could not be decided is an open question of the plan.
    /// </summary>
    /// <param name="requirements">What the integration shall do, in plain language.</param>
    /// <param name="sources">The external systems it works with, at least one.</param>
    /// <param name="cancellationToken">Cancels planning.</param>
    /// <exception cref="ConnectorException">A source cannot be read or fetched, as for <see cref="ImportAsync"/>.</exception>
    Task<IntegrationPlan> PlanAsync(
        string requirements, IReadOnlyList<ConnectorSource> sources, CancellationToken cancellationToken = default);
}
