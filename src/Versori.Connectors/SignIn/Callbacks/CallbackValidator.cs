using Versori.Connectors.Authentication.OAuth2.Responses;

namespace Versori.Connectors.SignIn;

/// <summary>Checks that a callback belongs to the sign-in that its state names: one named step per rule.</summary>
internal static class CallbackValidator
{
    /// <exception cref="ConnectorException">The callback does not belong to the sign-in, or it is too late.</exception>
    public static void Validate(
        PendingSignIn pending,
        SignInCallback callback,
        IReadOnlyDictionary<string, string> parameters,
        DateTimeOffset now)
    {
        Validate(pending, callback.Session, now);
        ThrowIfOtherRedirectUri(pending, callback);
        var method = pending.Method as OAuth2Auth;
        ThrowIfOtherResponseMode(method, callback);
        ThrowIfOtherIssuer(method, parameters);
    }

    /// <summary>Checks a sign-in that is completed without a callback.</summary>
    /// <exception cref="ConnectorException">The session is another one, or it is too late.</exception>
    public static void Validate(PendingSignIn pending, Secret session, DateTimeOffset now)
    {
        ThrowIfExpired(pending, now);
        ThrowIfOtherSession(pending, session);
    }

    private static void ThrowIfExpired(PendingSignIn pending, DateTimeOffset now)
    {
        if (now >= pending.ExpiresAt)
        {
            throw SignInErrors.InvalidCallback("state", "The sign-in took longer than SignInLifetime allows.");
        }
    }

    // RFC 6749 §10.12.
    private static void ThrowIfOtherSession(PendingSignIn pending, Secret session)
    {
        if (!StateHash.Matches(pending.SessionHash, session.Reveal()))
        {
            throw SignInErrors.InvalidCallback(
                "session",
                "The sign-in was started in another session: the same browser must send the session that the sign-in "
                + "was started with.");
        }
    }

    // RFC 9700 §4.1: an exact match. The query is not compared, because the server adds parameters to it.
    private static void ThrowIfOtherRedirectUri(PendingSignIn pending, SignInCallback callback)
    {
        if (pending.RedirectUri is not { } redirectUri)
        {
            throw SignInErrors.InvalidCallback(
                "uri",
                "The sign-in was started without a redirect URI: complete it with the PIN that the person was shown.");
        }

        var expected = new Uri(redirectUri).GetLeftPart(UriPartial.Path);
        var isMatch = callback.Uri.IsAbsoluteUri && callback.Uri.GetLeftPart(UriPartial.Path) == expected;
        if (!isMatch)
        {
            throw SignInErrors.InvalidCallback(
                "uri",
                $"The URI of the callback is not the one that the sign-in was started with, which is {expected}. "
                + "Behind a proxy, pass the URI as the browser has it.");
        }
    }

    // OAuth 2.0 Form Post Response Mode §2.
    private static void ThrowIfOtherResponseMode(OAuth2Auth? method, SignInCallback callback)
    {
        var isForm = method?.ResponseMode == OAuth2ResponseMode.FormPost;
        if (isForm != callback.Form is not null)
        {
            throw SignInErrors.InvalidCallback(
                "uri", $"The response must arrive {(isForm ? "as a posted form" : "in the query")}.");
        }
    }

    // RFC 9207 §2.4: a response from another server is a mix-up attack.
    private static void ThrowIfOtherIssuer(OAuth2Auth? method, IReadOnlyDictionary<string, string> parameters)
    {
        var issuer = parameters.GetValueOrDefault("iss");
        if (issuer is null && method?.RequireIssuer is true)
        {
            throw SignInErrors.InvalidCallback(
                "iss", "The callback does not state which authorization server sent it (RFC 9207).");
        }

        var isOther = issuer is not null && method?.Issuer is { } expected && issuer != expected;
        if (isOther)
        {
            throw SignInErrors.InvalidCallback(
                "iss",
                $"The callback is from another authorization server (RFC 9207): it states "
                + $"'{ServerWords.Clean(issuer, [])}', and the sign-in was started with '{method!.Issuer}'.");
        }
    }
}
