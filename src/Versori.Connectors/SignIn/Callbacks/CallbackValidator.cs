namespace Versori.Connectors.Authorizing;

/// <summary>Whether a callback belongs to the sign-in whose state it has: one named step per rule.</summary>
internal static class CallbackCheck
{
    public static void ThrowIfForeign(
        PendingAuthorization pending, AuthorizationCallback callback, IReadOnlyDictionary<string, string> parameters, DateTimeOffset now)
    {
        ThrowIfForeign(pending, callback.Session, now);
        IsAtTheRedirectUri(pending, callback);
        var method = pending.Method as OAuth2Auth;
        IsInTheResponseMode(method, callback);
        IsOfTheSameIssuer(method, parameters);
    }

    /// <summary>Whether what was brought back without a callback belongs to the sign-in.</summary>
    public static void ThrowIfForeign(PendingAuthorization pending, Secret session, DateTimeOffset now)
    {
        IsInTime(pending, now);
        IsOfTheSameSession(pending, session);
    }

    private static void IsInTime(PendingAuthorization pending, DateTimeOffset now)
    {
        if (now >= pending.ExpiresAt) throw AuthorizationErrors.Callback("state", "Signing in took longer than SignInLifetime allows.");
    }

    // RFC 6749 §10.12.
    private static void IsOfTheSameSession(PendingAuthorization pending, Secret session)
    {
        if (!StateHash.Matches(pending.SessionHash, session.Reveal())) throw AuthorizationErrors.Callback("session", "The sign-in was begun in another session: the session of its beginning has to come back with the same browser.");
    }

    // RFC 9700 §4.1: to the letter; parameters may be added to it.
    private static void IsAtTheRedirectUri(PendingAuthorization pending, AuthorizationCallback callback)
    {
        if (pending.RedirectUri is not { } redirectUri) throw AuthorizationErrors.Callback("uri", "The sign-in was begun without a redirect URI: it is completed with the PIN that the person was shown.");
        var expected = new Uri(redirectUri);
        var isThere = callback.Uri.IsAbsoluteUri && callback.Uri.GetLeftPart(UriPartial.Path) == expected.GetLeftPart(UriPartial.Path);
        if (!isThere) throw AuthorizationErrors.Callback("uri", $"The callback came to another URI than the sign-in was begun with, which is {expected.GetLeftPart(UriPartial.Path)}. Behind a proxy, give the URI as the browser has it.");
    }

    private static void IsInTheResponseMode(OAuth2Auth? method, AuthorizationCallback callback)
    {
        var isForm = method?.ResponseMode == OAuth2ResponseMode.FormPost;
        if (isForm != callback.Form is not null) throw AuthorizationErrors.Callback("uri", $"The answer was to come {(isForm ? "as a posted form" : "in the query")}.");
    }

    // RFC 9207 §2.4: an answer of another server is a mix-up.
    private static void IsOfTheSameIssuer(OAuth2Auth? method, IReadOnlyDictionary<string, string> parameters)
    {
        var issuer = parameters.GetValueOrDefault("iss");
        if (issuer is null && method?.RequireIssuer is true) throw AuthorizationErrors.Callback("iss", "The callback does not say which authorization server it is from (RFC 9207).");
        if (issuer is not null && method?.Issuer is { } expected && issuer != expected) throw AuthorizationErrors.Callback("iss", $"The callback is from another authorization server than {expected} (RFC 9207).");
    }
}
