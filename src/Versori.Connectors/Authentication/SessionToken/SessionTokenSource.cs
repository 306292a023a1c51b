using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>Signs in, refreshes and signs out with the requests of a <see cref="SessionTokenAuth"/>.</summary>
internal sealed class SessionTokenSource(SessionTokenAuth method, AuthSnapshot snapshot, SessionClient client)
    : ITokenSource
{
    public TimeSpan? RefreshMargin => method.RefreshMargin;

    // The fields are kept with the connection, so signing in again needs no person.
    public bool CanRequestToken(ExpressionValues values, Token? current) => true;

    public async Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.Current is not null && method.Refresh.Count > 0)
        {
            var refreshed = await RunAsync("/refresh", method.Refresh, request, request.Current, cancellationToken)
                .ConfigureAwait(false);
            // If the system refuses the refresh, the session has ended: sign in again. If the system cannot be reached,
            // signing in cannot succeed either.
            if (refreshed.IsSuccess || refreshed.Error.IsTransient) return refreshed;
        }

        return await RunAsync("/signIn", method.SignIn, request, null, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ConnectorError?> RevokeAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (method.SignOut is not { } signOut) return null;
        var run = BeginRun(request, request.Current);
        var failure = await client.SendAsync(run, "/signOut", signOut, cancellationToken).ConfigureAwait(false);
        return failure?.Error;
    }

    private async Task<TokenResult> RunAsync(
        string pointer,
        IReadOnlyList<AuthRequest> definitions,
        TokenRequest request,
        Token? current,
        CancellationToken cancellationToken)
    {
        var run = BeginRun(request, current);
        foreach (var (index, definition) in definitions.Index())
        {
            var failure = await client.SendAsync(run, $"{pointer}/{index}", definition, cancellationToken)
                .ConfigureAwait(false);
            if (failure is not null) return failure;
        }

        return run.Complete(client.Now);
    }

    private SessionRun BeginRun(TokenRequest request, Token? current)
    {
        var run = new SessionRun(method, snapshot, client.Begin(request.Values), current?.Values)
        {
            Transport = request.Transport,
        };
        SessionAssertions.Sign(method, run.Values);
        return run;
    }
}
