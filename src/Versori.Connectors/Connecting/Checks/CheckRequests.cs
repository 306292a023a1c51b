using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.SessionToken;

namespace Versori.Connectors.Connecting;

/// <summary>Tries credentials with the requests that auth methods have for it.</summary>
internal sealed class CheckRequests(SessionClient client, TimeProvider time)
{
    public static bool Are(PreparedConnection prepared) => Array.Exists(prepared.Methods, method => method.Method.CheckRequests.Count > 0);

    /// <summary>Tries every method that has such requests.</summary>
    /// <exception cref="ConnectorException">The external system refused the credential, or could not say.</exception>
    public async Task<ConnectionCheck> TryAsync(PreparedConnection prepared, ConnectorDefinition definition, CancellationToken cancellationToken)
    {
        var outcome = ConnectionCheckOutcome.Accepted;
        foreach (var method in prepared.Methods.Where(method => method.Method.CheckRequests.Count > 0))
        {
            if (!await TryAsync(prepared, method, definition, cancellationToken).ConfigureAwait(false)) outcome = ConnectionCheckOutcome.Inconclusive;
        }

        return new(outcome, time.GetUtcNow());
    }

    // Keys of several kinds have endpoints of their own: one that accepts the credential outweighs others that do not.
    private async Task<bool> TryAsync(PreparedConnection prepared, PreparedMethod method, ConnectorDefinition definition, CancellationToken cancellationToken)
    {
        // They are requests like those of a session, and bound to the same rules.
        var requests = new SessionTokenAuth { Id = method.Method.Id, Fields = [], SignIn = method.Method.CheckRequests, Placements = [] };
        var authenticators = ConnectorHeadersAuthenticator.With(prepared, definition);
        var failures = new List<TokenResult>();
        foreach (var (index, request) in requests.SignIn.Index())
        {
            var run = new SessionRun(requests, prepared.Connection.Snapshot, client.Begin(method.Values), kept: null) { Transport = prepared.Transport };
            var failure = await client.SendAsync(run, $"/checkRequests/{index}", request, authenticators, cancellationToken).ConfigureAwait(false);
            if (failure is null) return true;
            failures.Add(failure);
        }

        if (failures.Find(failure => failure.Error!.IsTransient || failure.Error.Code != ConnectorErrorCode.CredentialRefused) is { } passing) throw new ConnectorException(passing.Error!);
        return failures.Find(failure => failure.IsFinal) is { } refused ? throw new ConnectorException(refused.Error!) : false;
    }
}
