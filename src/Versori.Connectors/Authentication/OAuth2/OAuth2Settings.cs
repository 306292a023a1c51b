using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Validates the settings of OAuth 2.0 in a definition.</summary>
internal static class OAuth2Settings
{
    /// <summary>The name of the redirect URI in the expressions of the authorization parameters.</summary>
    public const string RedirectUri = "redirectUri";

    /// <summary>Returns the errors in the settings, in a fixed order.</summary>
    public static IEnumerable<(string Pointer, string Message)> Problems(OAuth2Auth method) =>
    [
        .. TokenUrlProblems(method),
        .. ClientAuthenticationProblems(method),
        .. TokenRequestMethodProblems(method),
        .. CaptureProblems(method),
        .. RefreshRequestMethodProblems(method),
        .. CodeParameterProblems(method),
        .. FollowUpProblems(method),
        .. PlacementProblems(method),
        .. LifetimeProblems(method),
        .. HeaderProblems(method),
    ];

    private static IEnumerable<(string Pointer, string Message)> TokenUrlProblems(OAuth2Auth method)
    {
        var isInteractive = method.Grant is OAuth2Grant.AuthorizationCode or OAuth2Grant.DeviceCode;
        var isDiscovered = method.Issuer is not null || method.Resource is not null;
        if (!isInteractive && !isDiscovered && string.IsNullOrEmpty(method.TokenUrl))
        {
            yield return (
                "/tokenUrl",
                $"The grant {method.Grant} needs a token URL (RFC 6749 §3.2), or an issuer to discover it from.");
        }
    }

    private static IEnumerable<(string Pointer, string Message)> ClientAuthenticationProblems(OAuth2Auth method)
    {
        const string Pointer = "/clientAuthenticationHeader";
        var header = method.ClientAuthenticationHeader;
        if (method.ClientAuthentication == OAuth2ClientAuthentication.Header && header is null)
        {
            yield return (Pointer, "Set the header that authenticates the client.");
        }

        if (header is not null && !HttpTokenSyntax.IsToken(header.Name))
        {
            yield return ($"{Pointer}/name", InvalidHeaderName(header.Name));
        }
    }

    private static IEnumerable<(string Pointer, string Message)> TokenRequestMethodProblems(OAuth2Auth method)
    {
        if (!HttpTokenSyntax.IsToken(method.TokenRequestMethod))
        {
            yield return ("/tokenRequestMethod", InvalidMethod(method.TokenRequestMethod));
        }
    }

    // Anyone can send a callback, so the definition must limit the hosts that the client's secret can be sent to.
    private static IEnumerable<(string Pointer, string Message)> CaptureProblems(OAuth2Auth method)
    {
        if (method.TokenUrl is not { } url || !TextExpression.TryParse(url, out var expression, out _)) yield break;
        foreach (var (index, capture) in method.Captures.Index())
        {
            var isUnchecked = capture is { From: CapturedValueSource.Callback, Pattern: null };
            if (isUnchecked && expression.Names.Contains(capture.Name, StringComparer.Ordinal))
            {
                yield return (
                    $"/captures/{index}/pattern",
                    $"'{capture.Name}' comes from the callback and is part of the token URL; "
                    + "set a pattern that limits its values.");
            }
        }
    }

    private static IEnumerable<(string Pointer, string Message)> RefreshRequestMethodProblems(OAuth2Auth method)
    {
        if (method.RefreshRequestMethod is { } httpMethod && !HttpTokenSyntax.IsToken(httpMethod))
        {
            yield return ("/refreshRequestMethod", InvalidMethod(httpMethod));
        }
    }

    // RFC 6749 §4.1.2, RFC 9207 §2: these parameters of the callback have other meanings.
    private static IEnumerable<(string Pointer, string Message)> CodeParameterProblems(OAuth2Auth method)
    {
        if (method.CallbackCodeParameter is "" or "state" or "iss" or "error")
        {
            yield return (
                "/callbackCodeParameter",
                $"'{method.CallbackCodeParameter}' cannot be the parameter that contains the code.");
        }
    }

    private static IEnumerable<(string Pointer, string Message)> FollowUpProblems(OAuth2Auth method)
    {
        if (method.FollowUpRequest is not { } followUp) yield break;
        if (!HttpTokenSyntax.IsToken(followUp.Method))
            yield return ("/followUpRequest/method", InvalidMethod(followUp.Method));
        foreach (var name in followUp.Headers.Keys.Where(name => !HttpTokenSyntax.IsToken(name)))
        {
            yield return (JsonPointer.Append("/followUpRequest/headers", name), InvalidHeaderName(name));
        }
    }

    private static IEnumerable<(string Pointer, string Message)> PlacementProblems(OAuth2Auth method)
    {
        if (PlacementAuthenticators.NameProblem(method.TokenPlacement) is { } problem)
        {
            yield return ("/tokenPlacement/name", problem);
        }

        if (method.ScopeSeparator.Length == 0)
        {
            yield return (
                "/scopeSeparator",
                "The scope separator is empty; use one space unless the provider requires something else.");
        }
    }

    private static IEnumerable<(string Pointer, string Message)> LifetimeProblems(OAuth2Auth method)
    {
        const string TooShort = "A lifetime must be longer than zero";
        if (method.DefaultLifetime <= TimeSpan.Zero)
        {
            yield return ("/defaultLifetime", $"{TooShort}; leave it out if tokens do not expire.");
        }

        if (method.FixedLifetime <= TimeSpan.Zero) yield return ("/fixedLifetime", $"{TooShort}.");
        if (method.RefreshTokenLifetime <= TimeSpan.Zero)
        {
            yield return ("/refreshTokenLifetime", $"{TooShort}; leave it out if refresh tokens do not expire.");
        }

        if (method.RefreshMargin < TimeSpan.Zero) yield return ("/refreshMargin", "A margin cannot be negative.");
    }

    private static IEnumerable<(string Pointer, string Message)> HeaderProblems(OAuth2Auth method) =>
        method.TokenHeaders.Keys.Concat(method.RefreshHeaders.Keys)
            .Where(name => !HttpTokenSyntax.IsToken(name))
            .Select(name => ("/tokenHeaders", InvalidHeaderName(name)));

    private static string InvalidHeaderName(string name) => $"'{name}' cannot be the name of a header.";

    private static string InvalidMethod(string method) => $"'{method}' is not an HTTP method.";
}
