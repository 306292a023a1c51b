using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authorizing;

/// <summary>What a sign-in is begun with, worked out and checked.</summary>
/// <param name="Connector">The connector.</param>
/// <param name="Method">The method, with what discovery and registration found.</param>
/// <param name="Before">The connection that is connected again.</param>
/// <param name="Name">The connection's name.</param>
/// <param name="Owner">The connection's owner.</param>
/// <param name="Inputs">The inputs as given.</param>
/// <param name="Fields">The fields of the connection's own client.</param>
/// <param name="Values">Inputs, fields and client, for templates.</param>
/// <param name="Client">The client.</param>
/// <param name="Further">The connection's further credentials.</param>
internal sealed record PreparedAuthorization(
    Connector Connector,
    OAuth2Auth Method,
    Connection? Before,
    string Name,
    Owner Owner,
    IReadOnlyDictionary<string, string> Inputs,
    IReadOnlyDictionary<string, string> Fields,
    TemplateValues Values,
    OAuth2Client Client,
    IReadOnlyList<MethodCredential> Further)
{
    public override string ToString() => Method.Id;

    /// <summary>A request to one of the authorization server's endpoints, with nothing in it yet.</summary>
    public TokenRequestDraft Draft(string url) => new(Method, Values, Client, UrlTemplate.Parse(url).Fill(Values));
}
