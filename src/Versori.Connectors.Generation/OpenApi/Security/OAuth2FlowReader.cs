namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Turns the flows of an OAuth 2.0 scheme into auth methods (OpenAPI 3.1 §4.8.28; 2.0: <c>flow</c>).</summary>
/// <param name="baseUrl">What relative URLs are relative to.</param>
/// <param name="inputs">Takes what stands in braces in the URLs.</param>
internal sealed class OAuth2FlowReader(string baseUrl, InputCatalog inputs)
{
    // OpenID Connect Discovery §4: what the metadata's place adds to the issuer.
    private const string WellKnown = "/.well-known/openid-configuration";

    /// <summary>Reads an OpenID Connect scheme (OpenAPI 3.1 §4.8.27): the issuer's metadata say the rest when a connection is made.</summary>
    public IEnumerable<AuthMethod> ReadOpenIdConnect(string name, Node scheme)
    {
        if (Url(scheme, "openIdConnectUrl", false) is { } url && url.EndsWith(WellKnown, StringComparison.OrdinalIgnoreCase))
        {
            return [new OAuth2Auth { Id = name, Grant = OAuth2Grant.AuthorizationCode, Issuer = url[..^WellKnown.Length] }];
        }

        scheme.Warn($"The OpenID Connect scheme has no URL that ends in '{WellKnown}'; it is left out.");
        return [];
    }

    public IEnumerable<AuthMethod> Read(string name, Node scheme)
    {
        // 2.0 has one flow, described by the scheme itself.
        var flows = scheme.Text("flow") is { } single
            ? [(single, scheme)]
            : scheme.Object("flows")?.Members().Where(flow => flow.Value.IsObject).ToList() ?? [];
        if (flows.Count == 0) scheme.Warn("The OAuth 2.0 scheme has no flows; it is left out.");
        // The code flow before the others: the first alternative is the one that is offered first.
        foreach (var (flow, node) in flows.OrderBy(flow => Order(flow.Item1)))
        {
            if (ReadFlow(flow, node) is { } method) yield return method with { Id = flows.Count == 1 ? name : $"{name}-{flow}" };
        }
    }

    private OAuth2Auth? ReadFlow(string flow, Node node)
    {
        switch (flow)
        {
            case "authorizationCode" or "accessCode":
                return Build(node, OAuth2Grant.AuthorizationCode, Url(node, "authorizationUrl", true), Url(node, "tokenUrl", true));
            case "clientCredentials" or "application":
                return Build(node, OAuth2Grant.ClientCredentials, null, Url(node, "tokenUrl", true));
            case "password":
                node.Warn("The password flow must not be used where the system offers another (RFC 9700 §2.4).");
                return Build(node, OAuth2Grant.Password, null, Url(node, "tokenUrl", true));
            case "implicit":
                node.Warn("The implicit flow is obsolete (RFC 9700 §2.1.2); it becomes the authorization code flow, whose token URL has to be filled in.");
                return Build(node, OAuth2Grant.AuthorizationCode, Url(node, "authorizationUrl", true), null);
            default:
                node.Warn($"The OAuth 2.0 flow '{flow}' is not supported in this release; it is left out.", ConnectorErrorCode.NotSupported);
                return null;
        }
    }

    private OAuth2Auth Build(Node node, OAuth2Grant grant, string? authorizationUrl, string? tokenUrl) => new()
    {
        Grant = grant,
        AuthorizationUrl = authorizationUrl,
        TokenUrl = tokenUrl,
        RefreshUrl = Url(node, "refreshUrl", false) is { } refresh && refresh != tokenUrl ? refresh : null,
        AvailableScopes = Scopes(node),
    };

    private static OrderedDictionary<string, string> Scopes(Node node)
    {
        var scopes = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (node.Object("scopes") is { } members)
        {
            foreach (var scope in members.Value.EnumerateObject()) scopes[scope.Name] = members.Text(scope.Name) ?? "";
        }

        return scopes;
    }

    private string? Url(Node node, string name, bool needed)
    {
        var url = node.Text(name)?.Trim();
        if (string.IsNullOrEmpty(url))
        {
            if (needed) node.Warn($"The flow has no {name}; it has to be filled in.");
            return null;
        }

        if (!url.Contains("://", StringComparison.Ordinal))
        {
            // A template is no Uri, so the base is cut by hand: its origin for "/token", the whole of it for "token".
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
