using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.SignIn;

/// <summary>A sign-in with OAuth 2.0, prepared and checked.</summary>
/// <param name="Target">The connector, method and connection.</param>
/// <param name="Method">The method, including the results of discovery and registration.</param>
/// <param name="Values">Inputs, fields and client, for expressions.</param>
/// <param name="Client">The client.</param>
internal sealed record PreparedSignIn(
    SignInTarget Target, OAuth2Auth Method, ExpressionValues Values, OAuth2Client Client)
{
    public override string ToString() => Method.Id;

    /// <summary>Creates an empty request to an endpoint of the authorization server.</summary>
    public TokenRequestDraft Draft(string url) =>
        new(Method, Values, Client, UrlExpression.Parse(url).Evaluate(Values));
}
