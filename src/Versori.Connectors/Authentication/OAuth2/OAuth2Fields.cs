using Versori.Connectors.Authentication.OAuth2.Grants;
using Versori.Connectors.Authentication.OAuth2.Responses;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>The fields that a credential for OAuth 2.0 has, by grant.</summary>
internal static class OAuth2Fields
{
    public static IReadOnlyList<CredentialField> Of(OAuth2Auth method, CredentialKind kind)
    {
        var hasTokens = kind == CredentialKind.OAuth2Tokens;
        var needsClient = method.Grant == OAuth2Grant.ClientCredentials && !hasTokens && method.ClientId is null;
        var needsRefreshToken = method.Grant == OAuth2Grant.RefreshToken && !hasTokens;
        CredentialField[] fields =
        [
            Field(OAuth2Clients.IdField, needsClient) with { IsVisible = true },
            Field(OAuth2Clients.SecretField, needsClient && UsesClientSecret(method)),
            Field(TokenResponseReader.AccessToken, hasTokens || IsInteractive(method)),
            Field(TokenResponseReader.RefreshToken, needsRefreshToken),
            .. GrantFields(method, isRequired: !hasTokens),
            .. method.Fields.Select(field => hasTokens ? field with { Required = false } : field),
            .. method.Captures.Select(capture => Field(capture.Name, isRequired: false)),
        ];
        return [.. fields.DistinctBy(field => field.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<CredentialField> GrantFields(OAuth2Auth method, bool isRequired)
    {
        switch (method.Grant)
        {
            // RFC 6749 §4.3.2.
            case OAuth2Grant.Password:
                yield return Field("username", isRequired) with { IsVisible = true };
                yield return Field("password", isRequired);
                break;
            // RFC 8693 §2.1.
            case OAuth2Grant.TokenExchange:
                yield return Field("subjectToken", isRequired);
                yield return Field("actorToken", isRequired: false);
                break;
            // RFC 7522 §2.1.
            case OAuth2Grant.SamlBearer when method.SamlAssertion is null:
                yield return Field(SamlBearerGrant.AssertionField, isRequired);
                break;
        }

        // RFC 7523 §2.
        var signsAssertions = (method.RefreshGrant ?? method.Grant) == OAuth2Grant.JwtBearer
            || (method.Grant == OAuth2Grant.SamlBearer && method.SamlAssertion is not null)
            || method.ClientAuthentication == OAuth2ClientAuthentication.PrivateKeyJwt;
        if (!signsAssertions) yield break;
        var usesOwnKey = method.ClientId is null && !IsInteractive(method);
        yield return Field(AssertionWriter.PrivateKeyField, isRequired && usesOwnKey);
    }

    private static bool IsInteractive(OAuth2Auth method) =>
        method.Grant is OAuth2Grant.AuthorizationCode or OAuth2Grant.DeviceCode;

    private static bool UsesClientSecret(OAuth2Auth method) => method.ClientAuthentication
        is OAuth2ClientAuthentication.Basic
        or OAuth2ClientAuthentication.Post
        or OAuth2ClientAuthentication.ClientSecretJwt;

    private static CredentialField Field(string name, bool isRequired) => new() { Name = name, Required = isRequired };
}
