using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Turns security schemes into auth methods (OpenAPI 3.1 §4.8.27; 2.0: <c>securityDefinitions</c>).</summary>
internal sealed partial class SecuritySchemeReader(ReferenceResolver references, OAuth2FlowReader flows)
{
    /// <summary>The auth methods of each scheme: none when it cannot be mapped, several for OAuth 2.0 with several flows.</summary>
    public OrderedDictionary<string, IReadOnlyList<AuthMethod>> Read(Node root)
    {
        var methods = new OrderedDictionary<string, IReadOnlyList<AuthMethod>>(StringComparer.Ordinal);
        foreach (var section in new[] { root.Object("components")?.Object("securitySchemes"), root.Object("securityDefinitions") })
        {
            foreach (var (name, node) in section?.Members() ?? [])
            {
                if (references.Resolve(node) is { } scheme) methods[name] = [.. ReadScheme(name, scheme).Select(method => WithDescription(method, scheme))];
            }
        }

        return methods;
    }

    private IEnumerable<AuthMethod> ReadScheme(string name, Node scheme) => scheme.Text("type")?.ToLowerInvariant() switch
    {
        "apikey" => ReadApiKey(name, scheme),
        "basic" => [new BasicAuth { Id = name }],
        "http" => ReadHttp(name, scheme),
        "oauth2" => flows.Read(name, scheme),
        "openidconnect" => flows.ReadOpenIdConnect(name, scheme),
        "mutualtls" => [new ClientCertificateAuth { Id = name }],
        // Not in the specification, but in documents: a bearer token said plainly.
        "bearer" => [new BearerAuth { Id = name }],
        _ => Unsupported(scheme, $"security scheme type '{scheme.Text("type")}'"),
    };

    private static IEnumerable<AuthMethod> ReadApiKey(string name, Node scheme)
    {
        CredentialLocation? location = scheme.Text("in")?.ToLowerInvariant() switch
        {
            "header" => CredentialLocation.Header,
            "query" => CredentialLocation.Query,
            "cookie" => CredentialLocation.Cookie,
            _ => null,
        };
        if (location is { } place && scheme.Text("name") is { Length: > 0 } key)
        {
            // Where the header is Authorization a description may speak of a prefix; what the person pastes decides.
            return [ApiKeyAuth.At(place, key.Trim()) with { Id = name }];
        }

        scheme.Warn("An API key needs a name, and a place: header, query or cookie. The scheme is left out.");
        return [];
    }

    // RFC 9110 §11.1: the scheme's name is a token without regard to case.
    private static IEnumerable<AuthMethod> ReadHttp(string name, Node scheme)
    {
        switch (scheme.Text("scheme")?.Trim().ToLowerInvariant())
        {
            case "basic":
                return [new BasicAuth { Id = name }];
            case "bearer":
                return [new BearerAuth { Id = name }];
            case { Length: > 0 } other when Token().IsMatch(other):
                scheme.Warn($"The HTTP scheme '{other}' is taken as a key in the Authorization header; a scheme that signs or hashes will not work so.", ConnectorErrorCode.NotSupported);
                return [ApiKeyAuth.At(CredentialLocation.Header, "Authorization", $"{scheme.Text("scheme")!.Trim()} {{key}}") with { Id = name }];
            default:
                scheme.Warn("The scheme's name is missing or is no word; the security scheme is left out.");
                return [];
        }
    }

    private static IEnumerable<AuthMethod> Unsupported(Node scheme, string what)
    {
        scheme.Warn($"This release has no auth method for the {what}; it is left out.", ConnectorErrorCode.NotSupported);
        return [];
    }

    private static AuthMethod WithDescription(AuthMethod method, Node scheme) => method with { Description = scheme.Text("description") };

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]+\z", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
