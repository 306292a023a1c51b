namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>The URLs where metadata are, in the order in which they are requested.</summary>
internal static class WellKnownUrls
{
    private const string Resource = "oauth-protected-resource";
    private const string AuthorizationServer = "oauth-authorization-server";
    private const string OpenId = "openid-configuration";

    /// <summary>
    /// The URLs of a protected resource's metadata: below the resource's path (RFC 9728 §3.1), then at the root (MCP
    /// authorization, "Protected Resource Metadata Discovery Requirements").
    /// </summary>
    public static IEnumerable<Uri> OfResource(Uri resource) =>
        Distinct(Inserted(resource, Resource), Root(resource, Resource));

    /// <summary>
    /// The URLs of an authorization server's metadata: RFC 8414 §3.1, then OpenID Connect Discovery with the well-known
    /// part before the path (RFC 8414 §5), then after the path (OpenID Connect Discovery §4).
    /// </summary>
    public static IEnumerable<Uri> OfServer(Uri issuer, string text) => Distinct(
        Inserted(issuer, AuthorizationServer),
        Inserted(issuer, OpenId),
        new($"{text.TrimEnd('/')}/.well-known/{OpenId}"));

    // The well-known part is between the host and the path.
    private static Uri Inserted(Uri url, string name)
    {
        var path = $"/.well-known/{name}{url.AbsolutePath.TrimEnd('/')}{url.Query}";
        return new($"{url.GetLeftPart(UriPartial.Authority)}{path}");
    }

    private static Uri Root(Uri url, string name) =>
        new($"{url.GetLeftPart(UriPartial.Authority)}/.well-known/{name}");

    private static IEnumerable<Uri> Distinct(params Uri[] urls) => urls.Distinct();
}
