namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Converts the flows of an OAuth 2.0 scheme to auth methods (OpenAPI 3.1 §4.8.28; 2.0: <c>flow</c>).
/// </summary>
/// <param name="baseUrl">The base of relative URLs.</param>
/// <param name="inputs">The inputs, to which names in braces in the URLs are added.</param>
internal sealed class OAuth2FlowReader(string baseUrl, InputCatalog inputs)
{
    // OpenID Connect Discovery §4: the path that is appended to the issuer.
    private const string WellKnown = "/.well-known/openid-configuration";

    /// <summary>
    /// Reads an OpenID Connect scheme (OpenAPI 3.1 §4.8.27). Its other settings are discovered from the issuer's
    /// metadata when a connection is made.
    /// </summary>
    public IEnumerable<AuthMethod> ReadOpenIdConnect(string name, Node scheme)
    {
        var url = Url(scheme, "openIdConnectUrl", isRequired: false);
        if (url is not null && url.EndsWith(WellKnown, StringComparison.OrdinalIgnoreCase))
        {
            var issuer = url[..^WellKnown.Length];
            return [new OAuth2Auth { Id = name, Grant = OAuth2Grant.AuthorizationCode, Issuer = issuer }];
        }

        scheme.Warn($"The OpenID Connect scheme has no URL that ends in '{WellKnown}'. It is omitted.");
        return [];
    }

    /// <summary>Reads an OAuth 2.0 scheme.</summary>
    public IEnumerable<AuthMethod> Read(string name, Node scheme)
    {
        // In 2.0, the scheme itself describes its only flow.
        var flows = scheme.Text("flow") is { } single
            ? [(single, scheme)]
            : scheme.Object("flows")?.Members().Where(flow => flow.Value.IsObject).ToList() ?? [];
        if (flows.Count == 0) scheme.Warn("The OAuth 2.0 scheme has no flows. It is omitted.");
        // The authorization code flow precedes the others, because the first alternative is offered first.
        foreach (var (flow, node) in flows.OrderBy(flow => Order(flow.Item1)))
        {
            if (ReadFlow(flow, node) is { } method)
            {
                yield return method with { Id = flows.Count == 1 ? name : $"{name}-{flow}" };
            }
        }
    }

    private OAuth2Auth? ReadFlow(string flow, Node node)
    {
        switch (flow)
        {
            case "authorizationCode" or "accessCode":
                return Build(
                    node,
                    OAuth2Grant.AuthorizationCode,
                    RequiredUrl(node, "authorizationUrl"),
                    RequiredUrl(node, "tokenUrl"));
            case "clientCredentials" or "application":
                return Build(node, OAuth2Grant.ClientCredentials, null, RequiredUrl(node, "tokenUrl"));
            case "password":
                node.Warn("The password flow must not be used if the system offers another flow (RFC 9700 §2.4).");
                return Build(node, OAuth2Grant.Password, null, RequiredUrl(node, "tokenUrl"));
            case "implicit":
                node.Warn(
                    "The implicit flow is obsolete (RFC 9700 §2.1.2). It is replaced by the authorization code flow. "
                    + "Set its token URL.");
                return Build(node, OAuth2Grant.AuthorizationCode, RequiredUrl(node, "authorizationUrl"), null);
            default:
                node.Warn(
                    $"The OAuth 2.0 flow '{flow}' is not supported in this release. It is omitted.",
                    ConnectorErrorCode.NotSupported);
                return null;
        }
    }

    private OAuth2Auth Build(Node node, OAuth2Grant grant, string? authorizationUrl, string? tokenUrl) => new()
    {
        Grant = grant,
        AuthorizationUrl = authorizationUrl,
        TokenUrl = tokenUrl,
        RefreshUrl = Url(node, "refreshUrl", isRequired: false) is { } refresh && refresh != tokenUrl ? refresh : null,
        AvailableScopes = Scopes(node),
    };

    private static OrderedDictionary<string, string> Scopes(Node node)
    {
        var scopes = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (node.Object("scopes") is { } members)
        {
            foreach (var scope in members.Value.EnumerateObject())
            {
                scopes[scope.Name] = members.Child(scope)?.AsText() ?? "";
            }
        }

        return scopes;
    }

    private string? RequiredUrl(Node node, string name) => Url(node, name, isRequired: true);

    private string? Url(Node node, string name, bool isRequired)
    {
        var url = node.Text(name)?.Trim();
        if (string.IsNullOrEmpty(url))
        {
            if (isRequired) node.Warn($"The flow has no {name}. Set it in the definition.");
            return null;
        }

        if (!url.Contains("://", StringComparison.Ordinal))
        {
            // The base URL can contain placeholders, so Uri cannot combine the URLs. "/token" is appended to its
            // origin, "token" to the whole base URL.
            var path = baseUrl.IndexOf('/', baseUrl.IndexOf("://", StringComparison.Ordinal) + 3);
            var origin = path < 0 ? baseUrl : baseUrl[..path];
            url = url.StartsWith("//", StringComparison.Ordinal) ? "https:" + url
                : url.StartsWith('/') ? origin + url
                : $"{baseUrl}/{url}";
        }

        return inputs.Declare(url, null, node.Find(name));
    }

    private static int Order(string flow) => flow switch
    {
        "authorizationCode" or "accessCode" => 0,
        "clientCredentials" or "application" => 1,
        "implicit" => 2,
        _ => 3,
    };
}
