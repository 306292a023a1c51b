namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>What a definition's author may have got wrong in the settings of OAuth 1.0a.</summary>
internal static class OAuth1Settings
{
    public static IEnumerable<(string Pointer, string Message)> Problems(OAuth1Auth method)
    {
        // RFC 5849 §3.5.1: the realm is the header's and nothing else's.
        if (method.Realm is not null && method.Placement != OAuth1Placement.Header) yield return ("/realm", "A realm goes with the parameters into the header only.");
        if (method.IncludeBodyHash && method.Placement == OAuth1Placement.Form) yield return ("/includeBodyHash", "A form has no body hash; its fields are signed.");
        foreach (var problem in SignInProblems(method)) yield return problem;
    }

    private static IEnumerable<(string Pointer, string Message)> SignInProblems(OAuth1Auth method)
    {
        if (method is { TemporaryCredentialUrl: null, AuthorizationUrl: null, TokenUrl: null }) yield break;
        // RFC 5849 §2: signing in takes all three.
        if (string.IsNullOrEmpty(method.TemporaryCredentialUrl)) yield return ("/temporaryCredentialUrl", "Signing in needs a URL for temporary credentials (RFC 5849 §2.1).");
        if (string.IsNullOrEmpty(method.AuthorizationUrl)) yield return ("/authorizationUrl", "Signing in needs a URL for the person to visit (RFC 5849 §2.2).");
        if (string.IsNullOrEmpty(method.TokenUrl)) yield return ("/tokenUrl", "Signing in needs a URL for the token (RFC 5849 §2.3).");
        if (method.SignInMethod is not ("POST" or "GET")) yield return ("/signInMethod", $"'{method.SignInMethod}' is not POST or GET.");
        if (method.SignInMethod == "GET" && (method.SignInPlacement ?? method.Placement) == OAuth1Placement.Form) yield return ("/signInPlacement", "A GET request has no form.");
        foreach (var (index, capture) in method.Captures.Index())
        {
            if (capture.From is not (OAuth2CaptureSource.TokenAnswer or OAuth2CaptureSource.Callback)) yield return ($"/captures/{index}/from", "OAuth 1.0a has values in the token answer and in the callback only.");
        }
    }
}
