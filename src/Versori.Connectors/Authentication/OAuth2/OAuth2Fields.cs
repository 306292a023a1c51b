using Versori.Connectors.Authentication.OAuth2.Answers;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>The fields that a credential for OAuth 2.0 supplies, by grant.</summary>
internal static class OAuth2Fields
{
    public static IReadOnlyList<CredentialField> Of(OAuth2Auth method, CredentialKind kind)
    {
        var areTokensGiven = kind == CredentialKind.OAuth2Tokens;
        var isInteractive = method.Grant is OAuth2Grant.AuthorizationCode or OAuth2Grant.DeviceCode;
        var needsClient = method.Grant == OAuth2Grant.ClientCredentials && !areTokensGiven && method.ClientId is null;
        var needsSecret = needsClient && method.ClientAuthentication is OAuth2ClientAuthentication.Basic or OAuth2ClientAuthentication.Post or OAuth2ClientAuthentication.ClientSecretJwt;
        CredentialField[] fields =
        [
            Field(OAuth2Clients.Id, needsClient),
            Field(OAuth2Clients.SecretField, needsClient && needsSecret),
            Field(TokenAnswerReader.AccessToken, areTokensGiven || isInteractive),
            Field(TokenAnswerReader.RefreshToken, method.Grant == OAuth2Grant.RefreshToken && !areTokensGiven),
            .. Own(method, isRequired: !areTokensGiven),
            .. method.Fields.Select(field => areTokensGiven ? field with { Required = false } : field),
            .. method.Captures.Select(capture => Field(capture.Name, isRequired: false)),
        ];
        return [.. fields.DistinctBy(field => field.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<CredentialField> Own(OAuth2Auth method, bool isRequired)
    {
        switch (method.Grant)
        {
            case OAuth2Grant.Password:
                yield return Field("username", isRequired);
                yield return Field("password", isRequired);
                break;
            case OAuth2Grant.TokenExchange:
                yield return Field("subjectToken", isRequired);
                yield return Field("actorToken", isRequired: false);
                break;
        }

        if (method.Grant == OAuth2Grant.JwtBearer || method.ClientAuthentication == OAuth2ClientAuthentication.PrivateKeyJwt)
        {
            yield return Field(AssertionWriter.PrivateKeyField, isRequired && method.ClientId is null && method.Grant is not (OAuth2Grant.AuthorizationCode or OAuth2Grant.DeviceCode));
        }
    }

    private static CredentialField Field(string name, bool isRequired) => new() { Name = name, Required = isRequired };
}
