using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Completes what a document leaves out about authentication from metadata: of the protected resource (RFC 9728) and of
/// the authorization server (RFC 8414, OpenID Connect Discovery).
/// </summary>
internal sealed class AuthCompletion(MetadataReader metadata)
{
    private const string Id = "oauth2";
    private const int MaximumScopes = 1000;

    /// <summary>Completes the definition. What is not found stays as it is, and a plan asks for it.</summary>
    public async Task<ImportResult> CompleteAsync(ImportResult import)
    {
        var definition = import.Definition;
        if (definition.AuthMethods.Count == 0)
        {
            if (await FindAsync(definition.BaseUrl).ConfigureAwait(false) is not { } found) return import;
            return import with
            {
                Definition = definition with { AuthMethods = [found] },
                Warnings = [.. import.Warnings.Where(warning => !IsAboutAuth(warning)), FoundWarning(found)],
            };
        }

        var methods = new List<AuthMethod>(definition.AuthMethods.Count);
        var warnings = new List<ConnectorError>();
        foreach (var method in definition.AuthMethods)
        {
            var completed = method is OAuth2Auth { TokenUrl: null, Issuer: null, AuthorizationUrl: { } url } oauth
                && await IssuerOfAsync(url).ConfigureAwait(false) is { } issuer
                    ? oauth with { Issuer = issuer }
                    : method;
            methods.Add(completed);
            if (completed != method) warnings.Add(FoundWarning((OAuth2Auth)completed));
        }

        return warnings.Count == 0
            ? import
            : import with
            {
                Definition = definition with { AuthMethods = methods },
                Warnings = [.. import.Warnings, .. warnings],
            };
    }

    private async Task<OAuth2Auth?> FindAsync(string baseUrl)
    {
        if (!TryConstant(baseUrl, out var url)) return null;
        var resource = await metadata.OfResourceAsync(url).ConfigureAwait(false);
        var servers = resource is { } known ? MetadataReader.Texts(known, "authorization_servers") : [];
        foreach (var candidate in servers.Append(url.GetLeftPart(UriPartial.Authority)).Take(3))
        {
            if (!TryConstant(candidate, out var issuer)) continue;
            if (await metadata.OfIssuerAsync(issuer).ConfigureAwait(false) is not { } server) continue;
            return Method(server, resource);
        }

        return null;
    }

    private static OAuth2Auth Method(JsonElement server, JsonElement? resource)
    {
        // RFC 8414 §2: without a list, the authorization code grant is offered.
        var grants = MetadataReader.Texts(server, "grant_types_supported").ToList();
        var isForMachines = !grants.Contains("authorization_code", StringComparer.Ordinal)
            && grants.Contains("client_credentials", StringComparer.Ordinal);
        var scopes = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        var stated = resource is { } own ? MetadataReader.Texts(own, "scopes_supported").ToList() : [];
        if (stated.Count == 0) stated = [.. MetadataReader.Texts(server, "scopes_supported")];
        foreach (var scope in stated.Take(MaximumScopes)) scopes[scope] = "";
        return new()
        {
            Id = Id,
            Grant = isForMachines ? OAuth2Grant.ClientCredentials : OAuth2Grant.AuthorizationCode,
            Issuer = MetadataReader.Text(server, "issuer"),
            AvailableScopes = scopes,
        };
    }

    // The authorization endpoint is below the issuer, which has a path where the server has several tenants.
    private async Task<string?> IssuerOfAsync(string authorizationUrl)
    {
        if (!TryConstant(authorizationUrl, out var url)) return null;
        var origin = url.GetLeftPart(UriPartial.Authority);
        string[] candidates = url.Segments.Length > 2
            ? [origin, origin + "/" + url.Segments[1].Trim('/')]
            : [origin];
        foreach (var candidate in candidates)
        {
            if (await metadata.OfIssuerAsync(new(candidate)).ConfigureAwait(false) is not { } server) continue;
            if (MetadataReader.Text(server, "authorization_endpoint") == authorizationUrl)
                return MetadataReader.Text(server, "issuer");
        }

        return null;
    }

    // A URL with inputs is known only when a connection is made.
    private static bool TryConstant(string text, out Uri url)
    {
        var isUrl = Uri.TryCreate(text, UriKind.Absolute, out var parsed)
            && !text.Contains('{', StringComparison.Ordinal)
            && (parsed.Scheme == Uri.UriSchemeHttps || parsed.Scheme == Uri.UriSchemeHttp);
        url = parsed!;
        return isUrl;
    }

    private static bool IsAboutAuth(ConnectorError warning) =>
        warning.Message.StartsWith("The document does not declare how to authenticate.", StringComparison.Ordinal);

    private static ConnectorError FoundWarning(OAuth2Auth method) => new()
    {
        Code = ConnectorErrorCode.InvalidDocument,
        Message = $"The document leaves out how to authenticate. '{method.Id}' uses the metadata of '{method.Issuer}'.",
        Location = "",
    };
}
