using Versori.Connectors.Http;
using Versori.Connectors.Maintenance;

namespace Versori.Connectors.Activations;

/// <summary>Compares the scopes that templates need with those that their connections were granted.</summary>
internal sealed class TemplateScopes(IConnectorStore connectors, FormerDefinitions formers)
{
    public async ValueTask<IReadOnlyList<ScopeState>> FindAsync(
        ConnectionTemplate template, Connection connection, CancellationToken cancellationToken)
    {
        if (!connection.Snapshot.Methods.OfType<OAuth2Auth>().Any()) return [];
        var connector = await connectors.FindAsync(template.ConnectorId, template.PinnedVersion, cancellationToken)
            .ConfigureAwait(false);
        if (connector?.Definition is not { } definition) return [];
        var former = await formers.FindAsync(connector, connection.Snapshot, cancellationToken).ConfigureAwait(false);
        var declared = DeclaredScopes(template, definition, connection);
        var found = new List<ScopeState>();
        foreach (var method in connection.Snapshot.Methods.OfType<OAuth2Auth>())
        {
            var requested = Requested(connection.Snapshot, method, definition, former);
            string[] needed =
                [.. declared.Count == 0 ? requested : requested.Intersect(declared, StringComparer.Ordinal)];
            if (needed.Length == 0) continue;
            var granted = GrantedScopes.Of(connection, method);
            found.Add(new()
            {
                MethodId = method.Id,
                Needed = needed,
                Granted = granted,
                Missing = [.. needed.Except(granted, StringComparer.Ordinal)],
                NeedsSignIn = ConnectionNeeds.IsInteractive(method),
            });
        }

        return found;
    }

    // Scopes that were chosen for the connection leave out what the connector requested at that time.
    private static IReadOnlyList<string> Requested(
        AuthSnapshot snapshot, OAuth2Auth method, ConnectorDefinition definition, FormerDefinition? former)
    {
        var current = definition.AuthMethods.OfType<OAuth2Auth>().FirstOrDefault(other => other.Id == method.Id);
        if (current is null) return method.Scopes;
        if (!snapshot.MethodsWithOwnScopes.Contains(method.Id, StringComparer.Ordinal)) return current.Scopes;
        if (former is null) return method.Scopes;
        var added = current.Scopes.Except(former.ScopesOf(method.Id), StringComparer.Ordinal);
        return [.. method.Scopes.Union(added, StringComparer.Ordinal)];
    }

    // What the template's endpoints need with the connection's methods; empty if they do not say, or if it uses all.
    private static HashSet<string> DeclaredScopes(
        ConnectionTemplate template, ConnectorDefinition definition, Connection connection)
    {
        var declared = new HashSet<string>(StringComparer.Ordinal);
        if (template.Endpoints.Count == 0) return declared;
        var methods = connection.Snapshot.Methods.Select(method => method.Id).ToHashSet(StringComparer.Ordinal);
        var used = template.Endpoints.ToHashSet(StringComparer.Ordinal);
        foreach (var endpoint in definition.Endpoints.Where(endpoint => used.Contains(endpoint.Id)))
        {
            var alternative = (endpoint.AuthAlternatives ?? definition.AuthAlternatives)
                .FirstOrDefault(alternative => alternative.Methods.All(methods.Contains));
            declared.UnionWith(alternative?.Scopes ?? []);
        }

        return declared;
    }
}
