using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authorizing;

/// <summary>What a sign-in with OAuth 2.0 is begun with, worked out and checked.</summary>
/// <param name="Target">What somebody signs in to.</param>
/// <param name="Method">The method, with what discovery and registration found.</param>
/// <param name="Values">Inputs, fields and client, for templates.</param>
/// <param name="Client">The client.</param>
internal sealed record PreparedAuthorization(AuthorizationTarget Target, OAuth2Auth Method, TemplateValues Values, OAuth2Client Client)
{
    public override string ToString() => Method.Id;

    /// <summary>A request to one of the authorization server's endpoints, with nothing in it yet.</summary>
    public TokenRequestDraft Draft(string url) => new(Method, Values, Client, UrlTemplate.Parse(url).Fill(Values));
}
