namespace Versori.Connectors.AspNetCore.Endpoints;

/// <summary>
/// The scopes that an endpoint needs with the methods of a connection, and those that were not granted.
/// </summary>
internal sealed record EndpointScopes(IReadOnlyList<string> Needed, IReadOnlyList<string> Missing)
{
    public static EndpointScopes Of(ConnectorDefinition definition, ConnectorEndpoint endpoint, Connection connection)
    {
        var methods = connection.Snapshot.Methods.Select(method => method.Id).ToHashSet(StringComparer.Ordinal);
        var needed = (endpoint.AuthAlternatives ?? definition.AuthAlternatives)
            .Where(alternative => alternative.Methods.All(methods.Contains))
            .Select(alternative => alternative.Scopes)
            .FirstOrDefault() ?? [];
        // A server that does not say what it granted, granted what was requested (RFC 6749 §5.1).
        var granted = connection.Tokens.SelectMany(token => token.Scopes).ToHashSet(StringComparer.Ordinal);
        return new(needed, granted.Count == 0 ? [] : [.. needed.Where(scope => !granted.Contains(scope))]);
    }
}
