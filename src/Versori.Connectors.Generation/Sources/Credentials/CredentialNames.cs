namespace Versori.Connectors.Generation.Sources;

/// <summary>Recognises names of headers, parameters and members whose values are credentials.</summary>
internal static class CredentialNames
{
    private static readonly string[] Parts =
    [
        "password", "passwd", "passphrase", "secret", "apikey", "accesskey", "subscriptionkey", "privatekey",
        "signingkey", "masterkey", "functionskey", "consumerkey", "adminkey",
        "licensekey", "authkey", "appkey", "applicationkey", "credential", "authorization", "sessionid",
        "sessionkey", "sessiontoken", "bearer", "csrf", "xsrf", "signature",
    ];

    private static readonly HashSet<string> Whole = new(StringComparer.Ordinal)
    {
        "auth", "pwd", "pass", "pin", "otp", "totp", "jwt", "sid", "sig", "hmac", "cookie", "session", "sessid",
        "phpsessid", "jsessionid", "token", "authentication", "xauth", "cvv", "cvc", "passcode", "saml", "samlresponse",
        "assertion", "clientassertion", "codeverifier", "codechallenge", "nonce", "ticket",
    };

    // Tokens and keys that are not secret: positions of lists, counts of a language model, public ids.
    private static readonly string[] Harmless =
    [
        "pagetoken", "nexttoken", "continuationtoken", "synctoken", "cursortoken", "starttoken", "resumetoken",
        "tokentype", "tokencount", "tokenlimit", "pagingtoken", "continuetoken", "deltatoken", "skiptoken",
        "idempotencytoken", "clientrequesttoken",
    ];

    /// <summary>Whether the value of this name is a credential.</summary>
    public static bool IsCredential(string name)
    {
        var normal = Normal(name);
        if (Array.Exists(Harmless, part => normal.Contains(part, StringComparison.Ordinal))) return false;
        return Whole.Contains(normal)
            || normal.EndsWith("token", StringComparison.Ordinal)
            || Array.Exists(Parts, part => normal.Contains(part, StringComparison.Ordinal));
    }

    /// <summary>
    /// Whether a header or a query parameter of this name authenticates a request. Values of a sign-in, such as
    /// <c>nonce</c>, do not.
    /// </summary>
    public static bool IsKey(string name)
    {
        var normal = Normal(name);
        var ofSignIn = normal is "pin" or "cvv" or "cvc" or "nonce" or "otp" or "totp" or "codeverifier"
            or "codechallenge" or "saml" or "samlresponse";
        return !ofSignIn && IsCredential(name) && !IsForgeryGuard(name);
    }

    /// <summary>Whether the value protects a session of a browser against forged requests.</summary>
    public static bool IsForgeryGuard(string name)
    {
        var normal = Normal(name);
        return normal.Contains("csrf", StringComparison.Ordinal)
            || normal.Contains("xsrf", StringComparison.Ordinal)
            || normal.Contains("requestverification", StringComparison.Ordinal);
    }

    /// <summary>Whether a cookie of this name identifies a session.</summary>
    public static bool IsSessionCookie(string name)
    {
        var normal = Normal(name);
        return normal.Contains("sess", StringComparison.Ordinal)
            || normal.Contains("auth", StringComparison.Ordinal)
            || normal.Contains("token", StringComparison.Ordinal)
            || normal.Contains("jwt", StringComparison.Ordinal)
            || normal.Contains("login", StringComparison.Ordinal)
            || normal is "sid" or "connectsid" or "aspnetcorecookies" or "xsid" or "ssid" or "hsid" or "remember"
            || normal.EndsWith("sid", StringComparison.Ordinal);
    }

    /// <summary>Whether the name is one of a password.</summary>
    public static bool IsPassword(string name) =>
        Normal(name) is "password" or "passwd" or "pwd" or "pass" or "passphrase" or "passcode" or "pin"
        || Normal(name).EndsWith("password", StringComparison.Ordinal);

    private static string Normal(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));
}
