using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.SessionToken;

namespace Versori.Connectors.Connecting;

/// <summary>Tries credentials with the check requests of their auth methods.</summary>
internal sealed class CheckRequests(SessionClient client, TimeProvider time)
{
    /// <summary>Whether a method of the connection has check requests.</summary>
    public static bool Exist(PreparedConnection prepared) => Array.Exists(prepared.Methods, HasCheckRequests);

    /// <summary>Tries every method that has check requests.</summary>
    /// <exception cref="ConnectorException">
    /// The external system refused the credential, or the check failed.
    /// </exception>
    public async Task<ConnectionCheck> TryAsync(
        PreparedConnection prepared, ConnectorDefinition definition, CancellationToken cancellationToken)
    {
        var outcome = ConnectionCheckOutcome.Accepted;
        foreach (var method in prepared.Methods.Where(HasCheckRequests))
        {
            var isAccepted = await TryAsync(prepared, method, definition, cancellationToken).ConfigureAwait(false);
            if (!isAccepted) outcome = ConnectionCheckOutcome.Inconclusive;
        }

        return new(outcome, time.GetUtcNow());
    }

    private static bool HasCheckRequests(PreparedMethod method) => method.Method.CheckRequests.Count > 0;

    // A system may have one endpoint for each kind of key. If one of them accepts the credential, it is accepted.
    private async Task<bool> TryAsync(
        PreparedConnection prepared,
        PreparedMethod method,
        ConnectorDefinition definition,
        CancellationToken cancellationToken)
    {
        // Check requests are sent like those of a session, and the same rules apply.
        var requests = new SessionTokenAuth
        {
            Id = method.Method.Id,
            Fields = [],
            SignIn = method.Method.CheckRequests,
            Placements = [],
        };
        var authenticators = ConnectorHeadersAuthenticator.With(prepared, definition);
        var failures = new List<TokenResult>();
        foreach (var (index, request) in requests.SignIn.Index())
        {
            var values = client.Begin(method.Values);
            var run = new SessionRun(requests, prepared.Connection.Snapshot, values, kept: null)
            {
                Transport = prepared.Transport,
            };
            var failure = await client
                .SendAsync(run, $"/checkRequests/{index}", request, authenticators, cancellationToken)
                .ConfigureAwait(false);
            if (failure is null) return true;
            failures.Add(failure);
        }

        if (failures.Find(IsNoRefusal) is { } failed) throw new ConnectorException(failed.Error!);
        if (failures.Find(failure => failure.IsPermanent) is { } refused) throw new ConnectorException(refused.Error!);
        return false;
    }

    private static bool IsNoRefusal(TokenResult failure) =>
        failure.Error!.IsTransient || failure.Error.Code != ConnectorErrorCode.CredentialRefused;
}
