using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>What a definition's author may have got wrong in the settings of OAuth 2.0.</summary>
internal static class OAuth2Settings
{
    /// <summary>The name under which the parameters of an authorization request find the redirect URI.</summary>
    public const string RedirectUri = "redirectUri";

    public static IEnumerable<TemplateUse> Templates(OAuth2Auth method) =>
    [
        .. Urls(method).Where(url => url.Template is not null).Select(url => new TemplateUse(url.Pointer, url.Template!, IsUrl: true)),
        .. Texts(method).Where(text => text.Template is not null).Select(text => new TemplateUse(text.Pointer, text.Template!) { IsOnRequests = text.Pointer == "/tokenPlacement/value" }),
        .. Map("/tokenParameters", method.TokenParameters),
        .. Map("/tokenHeaders", method.TokenHeaders),
        .. Map("/refreshParameters", method.RefreshParameters),
        .. Map("/refreshHeaders", method.RefreshHeaders),
        .. Map("/authorizationParameters", method.AuthorizationParameters).Select(use => use with { AlsoKnows = RedirectUri }),
        .. Map("/followUp/parameters", method.FollowUp?.Parameters ?? ValueMap<string>.Empty),
        .. Map("/followUp/headers", method.FollowUp?.Headers ?? ValueMap<string>.Empty),
        .. Assertion("/clientAssertion", method.ClientAssertion),
        .. Assertion("/grantAssertion", method.GrantAssertion),
    ];

    public static IEnumerable<(string Pointer, string Message)> Problems(OAuth2Auth method)
    {
        var isDiscovered = method.Issuer is not null || method.Resource is not null;
        if (method.Grant is not (OAuth2Grant.AuthorizationCode or OAuth2Grant.DeviceCode) && string.IsNullOrEmpty(method.TokenUrl) && !isDiscovered)
        {
            yield return ("/tokenUrl", $"The grant {method.Grant} needs a token URL (RFC 6749 §3.2), or an issuer to discover it from.");
        }

        if (method.ClientAuthentication == OAuth2ClientAuthentication.Header && method.ClientAuthenticationHeader is null)
        {
            yield return ("/clientAuthenticationHeader", "Say which header authenticates the client.");
        }

        if (method.ClientAuthenticationHeader is { } header && !HttpTokens.IsToken(header.Name)) yield return ("/clientAuthenticationHeader/name", $"'{header.Name}' cannot be the name of a header.");
        if (!HttpTokens.IsToken(method.TokenRequestMethod)) yield return ("/tokenRequestMethod", $"'{method.TokenRequestMethod}' is not an HTTP method.");
        foreach (var (index, capture) in method.Captures.Index().Where(capture => capture.Item is { From: OAuth2CaptureSource.Callback, Pattern: null }))
        {
            // Anybody can write a callback: where it leads the client's secret is the author's to say.
            if (method.TokenUrl is { } url && TextTemplate.TryParse(url, out var template, out _) && template.Names.Contains(capture.Name, StringComparer.Ordinal)) yield return ($"/captures/{index}/pattern", $"'{capture.Name}' comes from the callback and is part of the token URL; say with a pattern what it may be.");
        }

        if (method.RefreshRequestMethod is { } verb && !HttpTokens.IsToken(verb)) yield return ("/refreshRequestMethod", $"'{verb}' is not an HTTP method.");
        if (method.CodeParameter is "" or "state" or "iss" or "error") yield return ("/codeParameter", $"'{method.CodeParameter}' cannot be where the code comes back.");
        if (method.FollowUp is { } next && !HttpTokens.IsToken(next.Method)) yield return ("/followUp/method", $"'{next.Method}' is not an HTTP method.");
        foreach (var name in (method.FollowUp?.Headers.Keys ?? []).Where(name => !HttpTokens.IsToken(name))) yield return (JsonPointer.Append("/followUp/headers", name), $"'{name}' cannot be the name of a header.");
        if (PlacementAuthenticators.NameProblem(method.TokenPlacement) is { } problem) yield return ("/tokenPlacement/name", problem);
        if (method.ScopeSeparator.Length == 0) yield return ("/scopeSeparator", "The scope separator is empty; use one space unless the provider says otherwise.");
        if (method.DefaultLifetime <= TimeSpan.Zero) yield return ("/defaultLifetime", "A lifetime must be longer than nothing; leave it out when tokens do not expire.");
        if (method.FixedLifetime <= TimeSpan.Zero) yield return ("/fixedLifetime", "A lifetime must be longer than nothing.");
        if (method.RefreshTokenLifetime <= TimeSpan.Zero) yield return ("/refreshTokenLifetime", "A lifetime must be longer than nothing; leave it out when refresh tokens do not expire.");
        if (method.RenewalMargin < TimeSpan.Zero) yield return ("/renewalMargin", "A margin cannot be negative.");
        foreach (var name in method.TokenHeaders.Keys.Concat(method.RefreshHeaders.Keys).Where(name => !HttpTokens.IsToken(name)))
        {
            yield return ("/tokenHeaders", $"'{name}' cannot be the name of a header.");
        }
    }

    private static (string Pointer, string? Template)[] Urls(OAuth2Auth method) =>
    [
        ("/tokenUrl", method.TokenUrl), ("/authorizationUrl", method.AuthorizationUrl), ("/refreshUrl", method.RefreshUrl),
        ("/revocationUrl", method.RevocationUrl), ("/introspectionUrl", method.IntrospectionUrl), ("/deviceAuthorizationUrl", method.DeviceAuthorizationUrl),
        ("/pushedAuthorizationUrl", method.PushedAuthorizationUrl), ("/registrationUrl", method.RegistrationUrl), ("/issuer", method.Issuer),
        ("/followUp/url", method.FollowUp?.Url),
    ];

    private static (string Pointer, string? Template)[] Texts(OAuth2Auth method) =>
    [
        ("/resource", method.Resource), ("/authorizationFragment", method.AuthorizationFragment), ("/tokenPlacement/value", method.TokenPlacement.Value), ("/clientAuthenticationHeader/value", method.ClientAuthenticationHeader?.Value),
    ];

    private static IEnumerable<TemplateUse> Map(string pointer, IReadOnlyDictionary<string, string> templates) =>
        templates.Select(pair => new TemplateUse(JsonPointer.Append(pointer, pair.Key), pair.Value));

    private static IEnumerable<TemplateUse> Assertion(string pointer, OAuth2Assertion? assertion)
    {
        if (assertion is null) return [];
        (string Name, string? Template)[] texts =
        [
            ("keyId", assertion.KeyId), ("issuer", assertion.Issuer), ("subject", assertion.Subject), ("audience", assertion.Audience),
        ];
        return
        [
            .. texts.Where(text => text.Template is not null).Select(text => new TemplateUse($"{pointer}/{text.Name}", text.Template!)),
            .. Map($"{pointer}/claims", assertion.Claims),
            .. Map($"{pointer}/headers", assertion.Headers),
        ];
    }
}
