using Versori.Connectors.Authentication.SessionToken;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Sends the capture requests of a new connection, which find out how the system identifies its account.
/// </summary>
internal sealed class CaptureRequests(SessionClient client)
{
    /// <returns>The captured values by their names.</returns>
    /// <exception cref="ConnectorException">A request was refused or failed, or its response was invalid.</exception>
    public async Task<IReadOnlyDictionary<string, string>> SendAsync(
        PreparedConnection prepared, ConnectorDefinition definition, CancellationToken cancellationToken)
    {
        var captured = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var method in prepared.Methods.Where(method => method.Method.CaptureRequests.Count > 0))
        {
            var run = await SendAsync(prepared, method, definition, cancellationToken).ConfigureAwait(false);
            foreach (var (name, value) in run.Extracted) captured[name] = value;
        }

        return captured;
    }

    private async Task<SessionRun> SendAsync(
        PreparedConnection prepared,
        PreparedMethod method,
        ConnectorDefinition definition,
        CancellationToken cancellationToken)
    {
        // As for calls: other methods' credentials and the connector's headers may be needed too.
        var authenticators = ConnectorHeadersAuthenticator.With(prepared, definition);
        // Capture requests are sent like those of a session, and the same rules apply.
        var requests = new SessionTokenAuth
        {
            Id = method.Method.Id,
            Fields = [],
            SignIn = method.Method.CaptureRequests,
            Placements = [],
        };
        var values = client.Begin(method.Values);
        var run = new SessionRun(requests, prepared.Connection.Snapshot, values, kept: null)
        {
            Transport = prepared.Transport,
        };
        foreach (var (index, request) in requests.SignIn.Index())
        {
            var failure = await client
                .SendAsync(run, $"/captureRequests/{index}", request, authenticators, cancellationToken)
                .ConfigureAwait(false);
            if (failure is not null) throw new ConnectorException(failure.Error!);
        }

        return run;
    }
}
