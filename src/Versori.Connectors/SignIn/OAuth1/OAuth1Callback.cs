namespace Versori.Connectors.SignIn;

/// <summary>Reads the callback of OAuth 1.0a (RFC 5849 §2.2).</summary>
internal static class OAuth1Callback
{
    /// <summary>
    /// Returns the temporary token of the callback; <see langword="null"/> if it is not a callback of OAuth 1.0a.
    /// </summary>
    public static string? TokenOf(IReadOnlyDictionary<string, string> callback)
    {
        if (callback.TryGetValue("oauth_token", out var token)) return token;
        // Some systems report a refusal with the token in a parameter named "denied".
        return callback.ContainsKey("state") ? null : callback.GetValueOrDefault("denied");
    }

    /// <summary>
    /// Returns the id of the pending sign-in. The id includes the session, so that another person's sign-in cannot be
    /// found, even if a system issues the same temporary token twice.
    /// </summary>
    public static string SignInId(string session, string token) =>
        StateHash.Of($"oauth1\n{StateHash.Of(session)}\n{token}");

    /// <summary>Returns the verifier.</summary>
    /// <exception cref="ConnectorException">The person declined, or the callback has no verifier.</exception>
    public static string VerifierOf(
        PendingSignIn pending,
        IReadOnlyDictionary<string, string> callback,
        IReadOnlyDictionary<string, string> secrets)
    {
        if (callback.ContainsKey("denied") || callback.ContainsKey("oauth_problem"))
        {
            throw SignInErrors.Refused(pending.Method, "access_denied");
        }

        // RFC 5849 §2.2: the token must be that of the temporary credentials.
        var expectedHash = StateHash.Of(secrets[PendingSignIns.TemporaryToken]);
        if (!StateHash.Matches(expectedHash, callback["oauth_token"]))
        {
            throw SignInErrors.InvalidCallback("oauth_token", "The callback is for another token.");
        }

        return callback.TryGetValue("oauth_verifier", out var verifier) && verifier.Length > 0
            ? verifier
            : throw SignInErrors.InvalidCallback(
                "oauth_verifier", "The callback has no verifier (RFC 5849 §2.2): the person may have declined.");
    }
}
