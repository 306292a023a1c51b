namespace Versori.Connectors.Authorizing;

/// <summary>Whether a callback belongs to the sign-in whose state it has: one named step per rule.</summary>
internal static class CallbackCheck
{
    public static void ThrowIfForeign(
        PendingAuthorization pending, AuthorizationCallback callback, IReadOnlyDictionary<string, string> parameters, DateTimeOffset now)
    {
        IsInTime(pending, now);
        IsOfTheSameSession(pending, callback);
        IsAtTheRedirectUri(pending, callback);
        IsInTheResponseMode(pending, callback);
        IsOfTheSameIssuer(pending, parameters);
    }

    private static void IsInTime(PendingAuthorization pending, DateTimeOffset now)
    {
        if (now >= pending.ExpiresAt) throw AuthorizationErrors.Callback("state", "Signing in took too long.");
    }

    // RFC 6749 §10.12.
    private static void IsOfTheSameSession(PendingAuthorization pending, AuthorizationCallback callback)
    {
        if (!StateHash.Matches(pending.SessionHash, callback.Session.Reveal())) throw AuthorizationErrors.Callback("session", "The sign-in was begun in another session.");
    }

    // RFC 9700 §4.1: to the letter; parameters may be added to it.
    private static void IsAtTheRedirectUri(PendingAuthorization pending, AuthorizationCallback callback)
    {
        var expected = new Uri(pending.RedirectUri!);
        var isThere = callback.Uri.IsAbsoluteUri && callback.Uri.GetLeftPart(UriPartial.Path) == expected.GetLeftPart(UriPartial.Path);
        if (!isThere) throw AuthorizationErrors.Callback("uri", "The callback came to another URI than the sign-in was begun with.");
    }

    private static void IsInTheResponseMode(PendingAuthorization pending, AuthorizationCallback callback)
    {
        var isForm = pending.Method.ResponseMode == OAuth2ResponseMode.FormPost;
        if (isForm != callback.Form is not null) throw AuthorizationErrors.Callback("uri", $"The answer was to come {(isForm ? "as a posted form" : "in the query")}.");
    }

    // RFC 9207 §2.4: an answer of another server is a mix-up.
    private static void IsOfTheSameIssuer(PendingAuthorization pending, IReadOnlyDictionary<string, string> parameters)
    {
        var issuer = parameters.GetValueOrDefault("iss");
        if (issuer is null && pending.Method.RequireIssuer) throw AuthorizationErrors.Callback("iss", "The callback does not say which authorization server it is from (RFC 9207).");
        if (issuer is not null && pending.Method.Issuer is { } expected && issuer != expected) throw AuthorizationErrors.Callback("iss", "The callback is from another authorization server (RFC 9207).");
    }
}
