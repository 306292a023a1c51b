using System.Net.Http.Headers;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

/// <summary>Finds the scopes that a 403 response is about.</summary>
/// <param name="connections">
/// The store. Connections in use are kept without their tokens, whose scopes are read here.
/// </param>
/// <param name="reads">Limits how long the store may take.</param>
internal sealed class MissingScopes(IConnectionStore connections, StoreReads reads)
{
    /// <summary>
    /// Returns the scopes that the endpoint needs and the connection's tokens lack. If that is not known, those that
    /// the response names (RFC 6750 §3.1, <c>insufficient_scope</c>).
    /// </summary>
    public async ValueTask<IReadOnlyList<string>> FindAsync(
        CallTarget target, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode != 403) return [];
        var (endpoint, route) = (target.Endpoint, target.Route);
        var connection = route is null
            ? null
            : await ReadAsync(route.Connection, cancellationToken).ConfigureAwait(false);
        string[] granted = connection is null ? [] : [.. GrantedTo(connection)];
        var needed = Stated(response.Headers);
        if (needed.Length == 0 && route is not null && granted.Length > 0) needed = NeededBy(endpoint, route);
        return [.. needed.Except(granted, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The scopes that an endpoint needs and a connection, as it was read from the store, lacks; empty if either is not
    /// known.
    /// </summary>
    public static IReadOnlyList<string> Known(ConnectorEndpoint endpoint, Route route, Connection connection)
    {
        string[] granted = [.. GrantedTo(connection)];
        return granted.Length == 0 ? [] : [.. NeededBy(endpoint, route).Except(granted, StringComparer.Ordinal)];
    }

    /// <summary>Reads a connection with its tokens.</summary>
    public async Task<Connection> ReadAsync(Connection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await reads.InTimeAsync(
                limit => connections.FindAsync(connection.Id, limit).AsTask(), cancellationToken).ConfigureAwait(false)
                ?? connection;
        }
        catch (ConnectorStoreException)
        {
            return connection; // The response matters more. The scopes that were requested are used.
        }
    }

    // RFC 6749 §5.1: if a token response states no scopes, those that were requested are granted.
    private static IEnumerable<string> GrantedTo(Connection connection) => connection.Snapshot.Methods
        .OfType<OAuth2Auth>()
        .SelectMany(method => connection.Tokens.FirstOrDefault(token => token.MethodId == method.Id) switch
        {
            { Scopes: { Count: > 0 } scopes } => scopes,
            _ => method.Scopes,
        });

    private static string[] NeededBy(ConnectorEndpoint endpoint, Route route)
    {
        var methods = route.Connection.Snapshot.Methods.Select(method => method.Id).ToHashSet(StringComparer.Ordinal);
        var alternative = (route.AlternativesOf(endpoint) ?? route.Definition.AuthAlternatives)
            .Where(alternative => alternative.Methods.Count > 0 && alternative.Methods.All(methods.Contains))
            .MinBy(alternative => alternative.Scopes.Count);
        return alternative is null ? [] : [.. alternative.Scopes];
    }

    private static string[] Stated(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("WWW-Authenticate", out var values)) return [];
        foreach (var value in values)
        {
            if (!value.Contains("insufficient_scope", StringComparison.Ordinal)) continue;
            const string Name = "scope=\"";
            var start = value.LastIndexOf(Name, StringComparison.OrdinalIgnoreCase);
            if (start < 0) continue;
            start += Name.Length;
            var end = value.IndexOf('"', start);
            if (end > start) return value[start..end].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }

        return [];
    }
}
