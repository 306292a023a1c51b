namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Validates the settings of OAuth 1.0a in a definition.</summary>
internal static class OAuth1Settings
{
    public static IEnumerable<(string Pointer, string Message)> Problems(OAuth1Auth method) =>
        PlacementProblems(method).Concat(SignInProblems(method));

    private static IEnumerable<(string Pointer, string Message)> PlacementProblems(OAuth1Auth method)
    {
        // RFC 5849 §3.5.1: only the header has a realm.
        if (method.Realm is not null && method.Placement != OAuth1Placement.Header)
        {
            yield return ("/realm", "A realm requires the placement in the header.");
        }

        if (method.IncludeBodyHash && method.Placement == OAuth1Placement.Form)
        {
            yield return ("/includeBodyHash", "A form has no body hash; its fields are signed.");
        }
    }

    private static IEnumerable<(string Pointer, string Message)> SignInProblems(OAuth1Auth method)
    {
        if (method is { TemporaryCredentialUrl: null, AuthorizationUrl: null, TokenUrl: null }) yield break;
        // RFC 5849 §2: a sign-in needs all three.
        if (string.IsNullOrEmpty(method.TemporaryCredentialUrl))
        {
            yield return (
                "/temporaryCredentialUrl", "A sign-in needs a URL for temporary credentials (RFC 5849 §2.1).");
        }

        if (string.IsNullOrEmpty(method.AuthorizationUrl))
        {
            yield return ("/authorizationUrl", "A sign-in needs a URL for the person to visit (RFC 5849 §2.2).");
        }

        if (string.IsNullOrEmpty(method.TokenUrl))
        {
            yield return ("/tokenUrl", "A sign-in needs a URL for the token (RFC 5849 §2.3).");
        }

        if (method.TokenRequestMethod is not ("POST" or "GET"))
        {
            yield return ("/tokenRequestMethod", $"'{method.TokenRequestMethod}' is not POST or GET.");
        }

        var placement = method.TokenRequestPlacement ?? method.Placement;
        if (method.TokenRequestMethod == "GET" && placement == OAuth1Placement.Form)
        {
            yield return ("/tokenRequestPlacement", "A GET request has no form.");
        }

        foreach (var (index, capture) in method.Captures.Index())
        {
            if (capture.From is not (CapturedValueSource.TokenResponse or CapturedValueSource.Callback))
            {
                yield return (
                    $"/captures/{index}/from",
                    "OAuth 1.0a has values in the token response and in the callback only.");
            }
        }
    }
}
