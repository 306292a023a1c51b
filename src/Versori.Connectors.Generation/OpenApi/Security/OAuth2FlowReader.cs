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

    // RFC 8414 §3: the path between the issuer's host and its path.
    private const string WellKnownServer = "/.well-known/oauth-authorization-server";

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
        var issuer = Issuer(scheme);
        if (flows.Count == 0 && issuer is not null)
        {
            yield return new OAuth2Auth { Id = name, Grant = OAuth2Grant.AuthorizationCode, Issuer = issuer };
            yield break;
        }

        if (flows.Count == 0) scheme.Warn("The OAuth 2.0 scheme has no flows. It is omitted.");
        // The authorization code flow precedes the others, because the first alternative is offered first.
        foreach (var (flow, node) in flows.OrderBy(flow => Order(flow.Item1)))
        {
            if (ReadFlow(flow, node, hasMetadata: issuer is not null) is { } method)
            {
                yield return method with
                {
                    Id = flows.Count == 1 ? name : $"{name}-{flow}",
                    Issuer = method.TokenUrl is null ? issuer : null,
                };
            }
        }
    }

    // OpenAPI 3.2 §4.30: the URL of the authorization server's metadata. The URLs that a flow leaves out are found there
    // when a connection is made.
    private string? Issuer(Node scheme)
    {
        if (scheme.Find("oauth2MetadataUrl") is null) return null;
        if (Url(scheme, "oauth2MetadataUrl", isRequired: false) is not { } url) return null;
        if (url.EndsWith(WellKnown, StringComparison.OrdinalIgnoreCase)) return url[..^WellKnown.Length];
        var at = url.IndexOf(WellKnownServer, StringComparison.OrdinalIgnoreCase);
        if (at > 0) return url[..at] + url[(at + WellKnownServer.Length)..].TrimEnd('/');
        scheme.Find("oauth2MetadataUrl")!.Warn(
            $"The URL of the metadata contains neither '{WellKnownServer}' nor '{WellKnown}'. It is ignored.");
        return null;
    }

    private OAuth2Auth? ReadFlow(string flow, Node node, bool hasMetadata)
    {
        switch (flow)
        {
            case "authorizationCode" or "accessCode":
                return Build(
                    node,
                    OAuth2Grant.AuthorizationCode,
                    Url(node, "authorizationUrl", !hasMetadata),
                    Url(node, "tokenUrl", !hasMetadata));
            case "clientCredentials" or "application":
                return Build(node, OAuth2Grant.ClientCredentials, null, Url(node, "tokenUrl", !hasMetadata));
            case "deviceAuthorization":
                // OpenAPI 3.2 §4.32.
                return Build(node, OAuth2Grant.DeviceCode, null, Url(node, "tokenUrl", !hasMetadata)) with
                {
                    DeviceAuthorizationUrl = Url(node, "deviceAuthorizationUrl", !hasMetadata),
                };
            case "password":
                node.Warn("The password flow must not be used if the system offers another flow (RFC 9700 §2.4).");
                return Build(node, OAuth2Grant.Password, null, Url(node, "tokenUrl", !hasMetadata));
            case "implicit":
                node.Warn(
                    "The implicit flow is obsolete (RFC 9700 §2.1.2). It is replaced by the authorization code flow. "
                    + "Set its token URL.");
                return Build(node, OAuth2Grant.AuthorizationCode, Url(node, "authorizationUrl", !hasMetadata), null);
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
        "deviceAuthorization" => 2,
        "implicit" => 3,
        _ => 4,
    };
}
