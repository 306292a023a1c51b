using Versori.Connectors.Maintenance;

namespace Versori.Connectors.Catalog;

/// <summary>
/// Finds what existing connections lack for a plan that was just applied. There may be a million connections, so only a
/// limited number is examined.
/// </summary>
internal sealed class PlanNeeds(IConnectionStore connections, ConnectionNeeds needs)
{
    private const int MaximumExamined = 10_000;
    private const int MaximumNeeds = 100;

    /// <returns>The needs, and whether these are all.</returns>
    public async Task<(IReadOnlyList<ConnectionNeed> Needs, bool IsComplete)> FindAsync(
        IReadOnlyList<(PlannedConnector Planned, Connector Connector)> extended, CancellationToken cancellationToken)
    {
        var found = new List<ConnectionNeed>();
        var examined = 0;
        foreach (var (planned, connector) in extended)
        {
            var wanted = Wanted(planned, connector.Definition!);
            var listed = connections.ListAsync(new() { ConnectorId = connector.Id }, cancellationToken);
            await foreach (var connection in listed.ConfigureAwait(false))
            {
                if (examined++ >= MaximumExamined || found.Count >= MaximumNeeds) return (found, false);
                var need = await needs.FindAsync(connection, connector, wanted, cancellationToken)
                    .ConfigureAwait(false);
                if (need is not null) found.Add(need);
            }
        }

        return (found, true);
    }

    // The part of the connector that the plan needs: its endpoints, and the scopes that it names.
    private static ConnectorDefinition Wanted(PlannedConnector planned, ConnectorDefinition definition)
    {
        var endpoints = planned.Definition.Endpoints.Select(endpoint => endpoint.Id).ToHashSet(StringComparer.Ordinal);
        return definition with
        {
            Endpoints = [.. definition.Endpoints.Where(endpoint => endpoints.Contains(endpoint.Id))],
            AuthMethods = [.. definition.AuthMethods.Select(method => WithPlannedScopes(method, planned.Definition))],
        };
    }

    private static AuthMethod WithPlannedScopes(AuthMethod method, ConnectorDefinition planned)
    {
        if (method is not OAuth2Auth known) return method;
        var other = planned.AuthMethods.OfType<OAuth2Auth>().FirstOrDefault(candidate => candidate.Id == known.Id);
        return known with { Scopes = [.. known.Scopes.Intersect(other?.Scopes ?? [], StringComparer.Ordinal)] };
    }
}
