namespace Versori.Connectors.SignIn;

/// <summary>Takes the pending sign-in that a callback names by its state or by its temporary token.</summary>
internal sealed class CallbackLookup(PendingSignIns pendingSignIns)
{
    /// <exception cref="ConnectorException">The callback names no sign-in, or one that is not pending.</exception>
    public async Task<PendingSignIn> TakeAsync(
        SignInCallback callback,
        IReadOnlyDictionary<string, string> parameters,
        CancellationToken cancellationToken)
    {
        var (parameter, id) = Find(callback, parameters);
        return await pendingSignIns.TakeAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw SignInErrors.InvalidCallback(
                parameter,
                $"No sign-in with this {parameter} is pending: it was completed or canceled, it never started, "
                + $"or it is in another {nameof(IPendingSignInStore)}.");
    }

    private static (string Parameter, string Id) Find(
        SignInCallback callback, IReadOnlyDictionary<string, string> parameters)
    {
        // RFC 5849 §2.2
        if (OAuth1Callback.TokenOf(parameters) is { } token)
        {
            return ("oauth_token", OAuth1Callback.SignInId(callback.Session.Reveal(), token));
        }

        // RFC 6749 §4.1.2
        return parameters.TryGetValue("state", out var state)
            ? ("state", StateHash.Of(state))
            : throw SignInErrors.InvalidCallback("state", "The callback has neither a state nor an oauth_token.");
    }
}
