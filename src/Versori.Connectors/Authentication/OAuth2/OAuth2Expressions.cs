using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>The expressions in the settings of OAuth 2.0, with their JSON pointers.</summary>
internal static class OAuth2Expressions
{
    public static IEnumerable<ExpressionUse> Of(OAuth2Auth method) =>
    [
        .. Urls(method),
        .. Texts(method),
        .. Map("/tokenParameters", method.TokenParameters),
        .. Map("/tokenHeaders", method.TokenHeaders),
        .. Map("/refreshParameters", method.RefreshParameters),
        .. Map("/refreshHeaders", method.RefreshHeaders),
        .. Map("/authorizationParameters", method.AuthorizationParameters)
            .Select(use => use with { AdditionalName = OAuth2Settings.RedirectUri }),
        .. Map("/followUpRequest/parameters", method.FollowUpRequest?.Parameters ?? ValueMap<string>.Empty),
        .. Map("/followUpRequest/headers", method.FollowUpRequest?.Headers ?? ValueMap<string>.Empty),
        .. Assertion("/clientAssertion", method.ClientAssertion),
        .. Assertion("/grantAssertion", method.GrantAssertion),
    ];

    private static IEnumerable<ExpressionUse> Urls(OAuth2Auth method)
    {
        (string Pointer, string? Expression)[] urls =
        [
            ("/tokenUrl", method.TokenUrl),
            ("/authorizationUrl", method.AuthorizationUrl),
            ("/refreshUrl", method.RefreshUrl),
            ("/revocationUrl", method.RevocationUrl),
            ("/introspectionUrl", method.IntrospectionUrl),
            ("/deviceAuthorizationUrl", method.DeviceAuthorizationUrl),
            ("/pushedAuthorizationUrl", method.PushedAuthorizationUrl),
            ("/registrationUrl", method.RegistrationUrl),
            ("/issuer", method.Issuer),
            ("/followUpRequest/url", method.FollowUpRequest?.Url),
        ];
        return urls.Where(url => url.Expression is not null)
            .Select(url => new ExpressionUse(url.Pointer, url.Expression!, IsUrl: true));
    }

    private static IEnumerable<ExpressionUse> Texts(OAuth2Auth method)
    {
        const string PlacementValue = "/tokenPlacement/value";
        (string Pointer, string? Expression)[] texts =
        [
            ("/resource", method.Resource),
            ("/authorizationFragment", method.AuthorizationFragment),
            (PlacementValue, method.TokenPlacement.Value),
            ("/clientAuthenticationHeader/value", method.ClientAuthenticationHeader?.Value),
        ];
        return texts.Where(text => text.Expression is not null)
            .Select(text => new ExpressionUse(text.Pointer, text.Expression!)
            {
                AllowsRequestValues = text.Pointer == PlacementValue,
            });
    }

    private static IEnumerable<ExpressionUse> Map(string pointer, IReadOnlyDictionary<string, string> expressions) =>
        expressions.Select(pair => new ExpressionUse(JsonPointer.Append(pointer, pair.Key), pair.Value));

    private static IEnumerable<ExpressionUse> Assertion(string pointer, OAuth2Assertion? assertion)
    {
        if (assertion is null) return [];
        (string Name, string? Expression)[] texts =
        [
            ("keyId", assertion.KeyId),
            ("issuer", assertion.Issuer),
            ("subject", assertion.Subject),
            ("audience", assertion.Audience),
        ];
        return
        [
            .. texts.Where(text => text.Expression is not null)
                .Select(text => new ExpressionUse($"{pointer}/{text.Name}", text.Expression!)),
            .. Map($"{pointer}/claims", assertion.Claims),
            .. Map($"{pointer}/headerParameters", assertion.HeaderParameters),
        ];
    }
}
