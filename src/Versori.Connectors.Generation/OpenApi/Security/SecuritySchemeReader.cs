using Versori.Connectors.Authentication;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Converts security schemes to auth methods (OpenAPI 3.1 §4.8.27; 2.0: <c>securityDefinitions</c>).</summary>
internal sealed class SecuritySchemeReader(
    ReferenceResolver references, OAuth2FlowReader flows, AwsSchemeReader aws)
{
    /// <summary>
    /// Returns the auth methods of each scheme: none if it cannot be mapped, several for OAuth 2.0 with several flows.
    /// </summary>
    public OrderedDictionary<string, IReadOnlyList<AuthMethod>> Read(Node root)
    {
        var methods = new OrderedDictionary<string, IReadOnlyList<AuthMethod>>(StringComparer.Ordinal);
        Node?[] sections = [root.Object("components")?.Object("securitySchemes"), root.Object("securityDefinitions")];
        foreach (var (name, node) in sections.SelectMany(section => section?.Entries() ?? []))
        {
            if (references.Resolve(node) is not { } scheme) continue;
            methods[name] = [.. ReadScheme(name, scheme).Select(method => WithDescription(method, scheme))];
        }

        return methods;
    }

    private IEnumerable<AuthMethod> ReadScheme(string name, Node scheme)
    {
        if (AwsSchemeReader.IsAws(scheme)) return [aws.Read(name, scheme)];
        var type = scheme.Text("type");
        return type?.ToLowerInvariant() switch
        {
            "apikey" => ReadApiKey(name, scheme),
            "basic" => [new BasicAuth { Id = name }],
            "http" => ReadHttp(name, scheme),
            "oauth2" => flows.Read(name, scheme),
            "openidconnect" => flows.ReadOpenIdConnect(name, scheme),
            "mutualtls" => [new ClientCertificateAuth { Id = name }],
            // This type is not in the specification, but some documents use it for a bearer token.
            "bearer" => [new BearerAuth { Id = name }],
            _ => Unsupported(scheme, $"security scheme type '{type}'"),
        };
    }

    private static IEnumerable<AuthMethod> ReadApiKey(string name, Node scheme)
    {
        CredentialLocation? location = scheme.Text("in")?.ToLowerInvariant() switch
        {
            "header" => CredentialLocation.Header,
            "query" => CredentialLocation.Query,
            "cookie" => CredentialLocation.Cookie,
            _ => null,
        };
        if (location is not { } place || scheme.Text("name")?.Trim() is not { Length: > 0 } key)
        {
            scheme.Warn("An API key needs a name, and a location: header, query or cookie. The scheme is omitted.");
            return [];
        }

        // RFC 9110 §5.1, RFC 6265 §4.1.1: the names of headers and cookies are tokens.
        if (place == CredentialLocation.Header) key = key.TrimEnd(':').TrimEnd();
        if (place != CredentialLocation.Query && !HttpTokenSyntax.IsToken(key))
        {
            scheme.Warn($"'{key}' has characters that HTTP does not allow in a name. The scheme is omitted.");
            return [];
        }

        var isAuthorization = place == CredentialLocation.Header
            && key.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
        return isAuthorization
            ? [AuthorizationWord.ReadKey(name, scheme)]
            : [ApiKeyAuth.Create(place, key) with { Id = name }];
    }

    // RFC 9110 §11.1: the name of the scheme is a case-insensitive token.
    private static IEnumerable<AuthMethod> ReadHttp(string name, Node scheme)
    {
        switch (scheme.Text("scheme")?.Trim().ToLowerInvariant())
        {
            case "basic":
                return [new BasicAuth { Id = name }];
            case "bearer":
                return [new BearerAuth { Id = name }];
            case "digest":
                return [new DigestAuth { Id = name }];
            case { Length: > 0 } other when HttpTokenSyntax.IsToken(other):
                scheme.Warn(
                    $"The HTTP scheme '{other}' is read as a key in the Authorization header. "
                    + "This does not work for a scheme that signs or hashes.",
                    ConnectorErrorCode.NotSupported);
                var value = $"{scheme.Text("scheme")!.Trim()} {{key}}";
                return [ApiKeyAuth.Create(CredentialLocation.Header, "Authorization", value) with { Id = name }];
            default:
                scheme.Warn("The name of the HTTP scheme is missing or not valid. The security scheme is omitted.");
                return [];
        }
    }

    private static IEnumerable<AuthMethod> Unsupported(Node scheme, string what)
    {
        scheme.Warn($"The {what} is not supported in this release. It is omitted.", ConnectorErrorCode.NotSupported);
        return [];
    }

    private static AuthMethod WithDescription(AuthMethod method, Node scheme) =>
        method with { Description = scheme.Text("description") };
}
