using Versori.Connectors.Authentication.SessionToken;

namespace Versori.Connectors.Connecting;

/// <summary>Sends the requests with which a new connection finds out what the system calls its account.</summary>
internal sealed class CaptureRequests(SessionClient client)
{
    /// <exception cref="ConnectorException">A request was refused, failed, or was not understood.</exception>
    public async Task<IReadOnlyDictionary<string, string>> SendAsync(PreparedConnection prepared, ConnectorDefinition definition, CancellationToken cancellationToken)
    {
        // As calls have it: other methods' credentials and the connector's headers may be needed as well.
        var authenticators = ConnectorHeadersAuthenticator.With(prepared, definition);
        var captured = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var method in prepared.Methods.Where(method => method.Method.CaptureRequests.Count > 0))
        {
            // They are requests like those of a session, and bound to the same rules.
            var requests = new SessionTokenAuth { Id = method.Method.Id, Fields = [], SignIn = method.Method.CaptureRequests, Placements = [] };
            var run = new SessionRun(requests, prepared.Connection.Snapshot, client.Begin(method.Values), kept: null) { Transport = prepared.Transport };
            foreach (var (index, request) in requests.SignIn.Index())
            {
                var failure = await client.SendAsync(run, $"/captureRequests/{index}", request, authenticators, cancellationToken).ConfigureAwait(false);
                if (failure is not null) throw new ConnectorException(failure.Error!);
            }

            foreach (var (name, value) in run.Picked) captured[name] = value;
        }

        return captured;
    }
}
