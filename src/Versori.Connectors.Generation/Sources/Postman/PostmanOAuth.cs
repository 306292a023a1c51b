using System.Text.Json;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Converts the settings of OAuth 1.0 and OAuth 2.0.</summary>
internal static class PostmanOAuth
{
    /// <summary>Returns the method of OAuth 1.0 (RFC 5849).</summary>
    public static OAuth1Auth Read1(Dictionary<string, JsonElement> settings) => new()
    {
        SignatureMethod = PostmanAuth.Text(settings, "signatureMethod")?.ToUpperInvariant() switch
        {
            "HMAC-SHA256" => OAuth1SignatureMethod.HmacSha256,
            "HMAC-SHA512" => OAuth1SignatureMethod.HmacSha512,
            "RSA-SHA1" => OAuth1SignatureMethod.RsaSha1,
            "RSA-SHA256" => OAuth1SignatureMethod.RsaSha256,
            "PLAINTEXT" => OAuth1SignatureMethod.Plaintext,
            _ => OAuth1SignatureMethod.HmacSha1,
        },
        Placement = IsFalse(settings, "addParamsToHeader") ? OAuth1Placement.Query : OAuth1Placement.Header,
        IncludeBodyHash = IsTrue(settings, "includeBodyHash"),
        Realm = PostmanAuth.Text(settings, "realm") is { Length: > 0 } realm && IsPlain(realm) ? realm : null,
    };

    /// <summary>Returns the method of OAuth 2.0; <see langword="null"/> if there is no URL of a server.</summary>
    public static OAuth2Auth? Read2(
        Dictionary<string, JsonElement> settings, PostmanVariables variables, OpenApiBuilder builder)
    {
        var grant = Grant(PostmanAuth.Text(settings, "grant_type"));
        var tokenUrl = Url("accessTokenUrl");
        var usesBrowser = grant == OAuth2Grant.AuthorizationCode;
        var authorizationUrl = usesBrowser ? Url("authUrl") : null;
        if (usesBrowser ? authorizationUrl is null : tokenUrl is null) return null;
        var scopes = variables.Resolve(PostmanAuth.Text(settings, "scope") ?? "")
            .Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where(IsPlain)
            .Distinct(StringComparer.Ordinal);
        return new()
        {
            Grant = grant,
            AuthorizationUrl = authorizationUrl,
            TokenUrl = tokenUrl,
            RefreshUrl = Url("refreshTokenUrl") is { } refresh && refresh != tokenUrl ? refresh : null,
            AvailableScopes = scopes.ToDictionary(scope => scope, _ => "", StringComparer.Ordinal),
            ClientAuthentication = PostmanAuth.Text(settings, "client_authentication") == "body"
                ? OAuth2ClientAuthentication.Post
                : OAuth2ClientAuthentication.Basic,
            TokenPlacement = Placement(settings),
        };

        string? Url(string name) =>
            PostmanServers.Expression(PostmanAuth.Text(settings, name), variables, builder);
    }

    /// <summary>Returns the method for a token that a person enters.</summary>
    public static AuthMethod Token(Dictionary<string, JsonElement> settings)
    {
        var placement = Placement(settings);
        var isBearer = placement.In == CredentialLocation.Header
            && placement.Value.StartsWith("Bearer ", StringComparison.Ordinal);
        return isBearer
            ? new BearerAuth()
            : ApiKeyAuth.Create(
                placement.In,
                placement.Name,
                placement.Value.Replace("{accessToken}", "{key}", StringComparison.Ordinal));
    }

    private static CredentialPlacement Placement(Dictionary<string, JsonElement> settings)
    {
        if (PostmanAuth.Text(settings, "addTokenTo") is "queryParams" or "query")
            return new() { In = CredentialLocation.Query, Name = "access_token", Value = "{accessToken}" };
        var prefix = PostmanAuth.Text(settings, "headerPrefix")?.Trim();
        var word = prefix is null || !IsPlain(prefix) ? "Bearer" : prefix;
        return new() { Name = "Authorization", Value = word.Length == 0 ? "{accessToken}" : $"{word} {{accessToken}}" };
    }

    private static OAuth2Grant Grant(string? grant) => grant switch
    {
        "client_credentials" => OAuth2Grant.ClientCredentials,
        "password_credentials" or "password" => OAuth2Grant.Password,
        // The implicit grant is obsolete (RFC 9700 §2.1.2).
        _ => OAuth2Grant.AuthorizationCode,
    };

    private static bool IsPlain(string text) => text.Length <= 300 && text.AsSpan().IndexOfAny("{}\r\n") < 0;

    private static bool IsTrue(Dictionary<string, JsonElement> settings, string name) =>
        settings.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static bool IsFalse(Dictionary<string, JsonElement> settings, string name) =>
        settings.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.False;
}
