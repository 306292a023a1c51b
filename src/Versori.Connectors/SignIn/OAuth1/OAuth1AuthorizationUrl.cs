using Versori.Connectors.Authentication.OAuth1;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.SignIn;

/// <summary>Creates the URL that the person visits (RFC 5849 §2.2).</summary>
internal static class OAuth1AuthorizationUrl
{
    public static Uri Create(OAuth1Auth method, ExpressionValues values, SignInRequest request, string token)
    {
        var url = UrlExpression.Parse(method.AuthorizationUrl!).Evaluate(values);
        OAuth2Http.RefusePlainHttp(url, "authorization endpoint", method.Id);
        var parameters = new OrderedDictionary<string, string>(StringComparer.Ordinal) { ["oauth_token"] = token };
        AddMethodParameters(parameters, method, values, token);
        AddRequestParameters(parameters, request);
        return TokenRequestContent.WithQuery(url, parameters);
    }

    private static void AddMethodParameters(
        OrderedDictionary<string, string> parameters, OAuth1Auth method, ExpressionValues values, string token)
    {
        var withToken = values.WithContext(values.Context);
        withToken.Set(OAuth1Token.TemporaryToken, token);
        foreach (var (name, expression) in method.AuthorizationParameters)
        {
            var text = TextExpression.Parse(expression).Evaluate(withToken, ValuePosition.Raw);
            if (text.Length > 0) parameters[name] = text;
            else parameters.Remove(name);
        }
    }

    private static void AddRequestParameters(
        OrderedDictionary<string, string> parameters, SignInRequest request)
    {
        foreach (var (name, value) in request.AdditionalParameters)
        {
            if (name.StartsWith("oauth_", StringComparison.Ordinal))
            {
                throw ConnectionErrors.Create(
                    ConnectorErrorCode.InvalidArgument,
                    $"The parameter '{name}' of an authorization URL cannot be set.",
                    name);
            }

            parameters[name] = value;
        }
    }
}
