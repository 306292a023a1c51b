using Versori.Connectors.Authentication.SessionToken;

namespace Versori.Connectors.Connecting;

/// <summary>Sends the requests with which a new connection finds out what the system calls its account.</summary>
internal sealed class CaptureRequests(SessionClient client)
{
    /// <exception cref="ConnectorException">A request was refused, failed, or was not understood.</exception>
    public async Task<IReadOnlyDictionary<string, string>> SendAsync(PreparedConnection prepared, CancellationToken cancellationToken)
    {
        var captured = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var method in prepared.Methods.Where(method => method.Method.CaptureRequests.Count > 0))
        {
            // They are requests like those of a session, and bound to the same rules.
            var requests = new SessionTokenAuth { Id = method.Method.Id, Fields = [], SignIn = method.Method.CaptureRequests, Placements = [] };
            var run = new SessionRun(requests, prepared.Connection.Snapshot, client.Begin(method.Values), kept: null);
            foreach (var (index, request) in requests.SignIn.Index())
            {
                var failure = await client.SendAsync(run, $"/captureRequests/{index}", request, method.Authenticators, cancellationToken).ConfigureAwait(false);
                if (failure is not null) throw new ConnectorException(failure.Error!);
            }

            foreach (var (name, value) in run.Picked) captured[name] = value;
        }

        return captured;
    }
}
