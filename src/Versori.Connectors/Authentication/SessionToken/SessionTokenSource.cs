using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>Signs in, renews and signs out with the requests of a <see cref="SessionTokenAuth"/>.</summary>
internal sealed class SessionTokenSource(SessionTokenAuth method, AuthSnapshot snapshot, SessionClient client) : ITokenSource
{
    public TimeSpan? RenewalMargin => method.RenewalMargin;

    // The fields are kept: signing in again needs nobody.
    public bool CanRequest(TemplateValues values, Token? current) => true;

    public async Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.Current is not null && method.Renewal.Count > 0)
        {
            var renewed = await RunAsync("renewal", method.Renewal, request, request.Current, cancellationToken).ConfigureAwait(false);
            // A session that cannot be renewed has ended; a system that cannot be reached cannot be signed in to
            // either.
            if (renewed.IsSuccess || renewed.Error.IsTransient) return renewed;
        }

        return await RunAsync("signIn", method.SignIn, request, null, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ConnectorError?> RevokeAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (method.SignOut is not { } signOut) return null;
        var run = new SessionRun(method, snapshot, client.Begin(request.Values), request.Current?.Values) { Transport = request.Transport };
        SessionAssertions.Sign(method, run.Values);
        return (await client.SendAsync(run, "/signOut", signOut, cancellationToken).ConfigureAwait(false))?.Error;
    }

    private async Task<TokenResult> RunAsync(
        string list, IReadOnlyList<SessionRequest> requests, TokenRequest asked, Token? current, CancellationToken cancellationToken)
    {
        var run = new SessionRun(method, snapshot, client.Begin(asked.Values), current?.Values) { Transport = asked.Transport };
        SessionAssertions.Sign(method, run.Values);
        foreach (var (index, request) in requests.Index())
        {
            var failure = await client.SendAsync(run, $"/{list}/{index}", request, cancellationToken).ConfigureAwait(false);
            if (failure is not null) return failure;
        }

        return run.Complete(client.Now);
    }
}
