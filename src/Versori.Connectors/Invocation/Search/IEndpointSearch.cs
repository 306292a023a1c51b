namespace Versori.Connectors;

/// <summary>Finds the endpoints of a definition that a text in plain language means.</summary>
/// <remarks>
/// Safe for concurrent use. <c>Versori.Connectors.Generation</c> implements it with the ranking of its planner, once
/// <c>AddGeneration</c> was called. A host can register its own implementation before.
/// </remarks>
public interface IEndpointSearch
{
    /// <summary>Returns the endpoints that match, the best first.</summary>
    /// <param name="definition">
    /// The definition. Implementations may keep an index as long as its list of endpoints is in use, so pass the same
    /// instance again.
    /// </param>
    /// <param name="query">What is needed, such as <c>create an issue</c>. It is data from outside.</param>
    /// <param name="maximum">How many endpoints are returned at most.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>Endpoints of the definition; empty if none matches.</returns>
    ValueTask<IReadOnlyList<ConnectorEndpoint>> SearchAsync(
        ConnectorDefinition definition, string query, int maximum, CancellationToken cancellationToken = default);
}
