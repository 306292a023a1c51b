using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Translates how a discovery document authenticates: OAuth 2.0 with the scopes it lists, and API keys. The format has
/// no field for the authorization server, because all of its APIs use the same one
/// (https://developers.google.com/identity/protocols/oauth2/web-server).
/// </summary>
internal sealed class DiscoverySecurity
{
    private readonly string? _oauth;
    private readonly string? _key;

    public DiscoverySecurity(Node root, OpenApiBuilder builder)
    {
        if (root.Object("auth")?.Object("oauth2")?.Object("scopes") is { } scopes)
        {
            var available = new OrderedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, scope) in scopes.Entries())
                available[name] = scope.IsObject ? scope.Text("description") ?? "" : "";
            _oauth = builder.AddMethod(new OAuth2Auth
            {
                Grant = OAuth2Grant.AuthorizationCode,
                AuthorizationUrl = "https://accounts.google.com/o/oauth2/v2/auth",
                TokenUrl = "https://oauth2.googleapis.com/token",
                RevocationUrl = "https://oauth2.googleapis.com/revoke",
                AvailableScopes = available,
                // Without these, the server returns a refresh token at the first consent only, or none.
                AuthorizationParameters = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["access_type"] = "offline",
                    ["prompt"] = "consent",
                },
            });
        }

        if (root.Object("parameters")?.Find("key") is not null)
        {
            _key = builder.AddMethod(ApiKeyAuth.Create(CredentialLocation.Query, "key"));
        }
    }

    /// <summary>
    /// Returns the requirements of a method. Each of its scopes is sufficient. A method without scopes reads public
    /// data and needs a key only.
    /// </summary>
    public JsonArray? Read(Node method)
    {
        var scopes = method.List("scopes").Select(scope => scope.AsText()).OfType<string>()
            .Distinct(StringComparer.Ordinal).ToList();
        if (scopes.Count == 0 || _oauth is null)
            return _key is null ? null : new((JsonNode)new JsonObject { [_key] = new JsonArray() });
        return new([.. scopes.Select(scope => (JsonNode)new JsonObject { [_oauth] = JsonCopy.Texts([scope]) })]);
    }
}
