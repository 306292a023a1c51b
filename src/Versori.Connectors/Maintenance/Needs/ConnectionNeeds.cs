using System.Runtime.CompilerServices;
using Versori.Connectors.Http;

namespace Versori.Connectors.Maintenance;

/// <summary>Finds what existing connections lack of what their connector has been extended by.</summary>
internal sealed class ConnectionNeeds(IConnectionStore connections, FormerDefinitions formers)
{
    /// <summary>Returns what a connection lacks; <see langword="null"/> if it lacks nothing.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="connector">Its connector.</param>
    /// <param name="wanted">The definition, or the part of it that matters.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<ConnectionNeed?> FindAsync(
        Connection connection,
        Connector connector,
        ConnectorDefinition wanted,
        CancellationToken cancellationToken)
    {
        var former = await formers.FindAsync(connector, connection.Snapshot, cancellationToken).ConfigureAwait(false);
        if (former is null) return null;
        var scopes = MissingScopes(connection, wanted, former).ToArray();
        var origins = MissingOrigins(wanted, connection.Snapshot);
        var methods = MissingMethods(connection.Snapshot, wanted, former);
        if (scopes.Length == 0 && origins.Length == 0 && methods.Length == 0) return null;
        return new()
        {
            ConnectionId = connection.Id,
            ConnectorId = connection.ConnectorId,
            Owner = connection.Owner,
            Name = connection.Name,
            Scopes = scopes,
            Origins = origins,
            Methods = methods,
        };
    }

    /// <summary>Streams what the connections of a connector lack.</summary>
    public async IAsyncEnumerable<ConnectionNeed> ListAsync(
        Connector connector, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var listed = connections.ListAsync(new() { ConnectorId = connector.Id }, cancellationToken);
        await foreach (var connection in listed.ConfigureAwait(false))
        {
            var need = await FindAsync(connection, connector, connector.Definition!, cancellationToken)
                .ConfigureAwait(false);
            if (need is not null) yield return need;
        }
    }

    /// <summary>The origins of a definition to which a connection's credentials may not be sent yet.</summary>
    public static string[] MissingOrigins(ConnectorDefinition definition, AuthSnapshot snapshot)
    {
        string[] known = [.. snapshot.Origins];
        return
        [
            .. BaseAddresses.UrlsOf(definition)
                .Select(url => BaseAddresses.TryEvaluate(url, definition, snapshot))
                .OfType<Uri>()
                .Where(url => definition.AllowInsecureHttp || Origins.IsSecure(url))
                .Where(url => !Origins.Contains(known, url))
                .Select(Origins.Of)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static IEnumerable<ScopeNeed> MissingScopes(
        Connection connection, ConnectorDefinition wanted, FormerDefinition former)
    {
        foreach (var method in connection.Snapshot.Methods.OfType<OAuth2Auth>())
        {
            var current = wanted.AuthMethods.OfType<OAuth2Auth>().FirstOrDefault(other => other.Id == method.Id);
            if (current is null) continue;
            var token = connection.Tokens.FirstOrDefault(token => token.MethodId == method.Id);
            var missing = current.Scopes
                .Except(method.Scopes, StringComparer.Ordinal)
                .Except(token?.Scopes ?? [], StringComparer.Ordinal);
            // Scopes that were chosen for the connection leave out what the connector requested at that time.
            if (connection.Snapshot.MethodsWithOwnScopes.Contains(method.Id, StringComparer.Ordinal))
            {
                missing = missing.Except(former.ScopesOf(method.Id), StringComparer.Ordinal);
            }

            string[] scopes = [.. missing];
            if (scopes.Length == 0) continue;
            yield return new() { MethodId = method.Id, Scopes = scopes, NeedsSignIn = IsInteractive(method) };
        }
    }

    /// <summary>Whether a person signs in for the method's tokens.</summary>
    public static bool IsInteractive(OAuth2Auth method) =>
        method.Grant is OAuth2Grant.AuthorizationCode or OAuth2Grant.DeviceCode;

    private static string[] MissingMethods(
        AuthSnapshot snapshot, ConnectorDefinition wanted, FormerDefinition former)
    {
        var known = snapshot.Methods.Select(method => method.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. wanted.Endpoints
                .Where(endpoint => !former.Has(endpoint.Id))
                .Select(endpoint => endpoint.AuthAlternatives)
                .OfType<IReadOnlyList<AuthAlternative>>()
                .Where(alternatives => alternatives.Count > 0)
                .Where(alternatives => !alternatives.Any(alternative => alternative.Methods.All(known.Contains)))
                .SelectMany(alternatives => alternatives[0].Methods)
                .Where(id => !known.Contains(id))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
