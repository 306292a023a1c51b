using Versori.Connectors.Expressions;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Converts the settings of an OAuth connection parameter
/// (https://learn.microsoft.com/connectors/custom-connectors/connection-parameters).
/// </summary>
internal static class PowerOAuth
{
    /// <summary>Returns the method; <see langword="null"/> if the settings do not state its servers.</summary>
    public static OAuth2Auth? Read(PowerParameter parameter, Action<string> useInput)
    {
        if (parameter.Node.Object("oAuthSettings") is not { } settings)
        {
            parameter.Node.Warn("The OAuth parameter has no oAuthSettings. It is left out.");
            return null;
        }

        var provider = settings.Text("identityProvider")?.Trim().ToLowerInvariant() ?? "";
        var custom = settings.Object("customParameters");
        var scopes = settings.List("scopes").Select(scope => scope.AsText()).OfType<string>()
            .SelectMany(scope => scope.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var isDirectory = provider.StartsWith("aad", StringComparison.Ordinal);
        var authorizationUrl = Url(custom, useInput, "authorizationUrlTemplate", "authorizationUrl");
        var tokenUrl = Url(custom, useInput, "tokenUrlTemplate", "tokenUrl");
        if (isDirectory && authorizationUrl is null)
        {
            var login = (Value(custom, "loginUri") ?? "https://login.microsoftonline.com").TrimEnd('/');
            var tenant = Value(custom, "tenantId") is { Length: > 0 } own ? own : "common";
            authorizationUrl = Usable($"{login}/{tenant}/oauth2/authorize", useInput);
            tokenUrl = Usable($"{login}/{tenant}/oauth2/token", useInput);
        }

        if (tokenUrl is null || (authorizationUrl is null && provider != "oauth2clientcredentials"))
        {
            settings.Warn(
                $"The identity provider '{provider}' is known to the platform only, and its URLs are not stated. "
                + "The parameter is left out.");
            return null;
        }

        var refreshUrl = Url(custom, useInput, "refreshUrlTemplate", "refreshUrl");
        return new()
        {
            Grant = authorizationUrl is null ? OAuth2Grant.ClientCredentials : OAuth2Grant.AuthorizationCode,
            AuthorizationUrl = authorizationUrl,
            TokenUrl = tokenUrl,
            RefreshUrl = refreshUrl == tokenUrl ? null : refreshUrl,
            Scopes = scopes,
            AvailableScopes = scopes.ToDictionary(scope => scope, _ => "", StringComparer.Ordinal),
            Resource = isDirectory && Uri.TryCreate(Value(custom, "resourceUri"), UriKind.Absolute, out var resource)
                ? resource.OriginalString
                : null,
            // The platform sends id and secret in the body of the token request.
            ClientAuthentication = OAuth2ClientAuthentication.Post,
            AuthorizationParameters = Constants(Value(custom, "authorizationUrlQueryStringTemplate")),
            TokenParameters = Constants(Value(custom, "tokenBodyTemplate")),
            RefreshParameters = Constants(Value(custom, "refreshBodyTemplate")),
        };
    }

    private static string? Url(Node? custom, Action<string> useInput, params string[] names) => names
        .Select(name => Value(custom, name))
        .OfType<string>()
        .Where(text => text.Length > 0)
        .Select(text => Usable(text, useInput))
        .FirstOrDefault();

    private static string? Usable(string text, Action<string> useInput)
    {
        var names = new List<string>();
        if (PowerExpression.Convert(text.Trim(), names) is not { } written) return null;
        if (!UrlExpression.TryParse(written, out var expression, out _)) return null;
        if (expression.IsConstant && !Uri.TryCreate(written, UriKind.Absolute, out _)) return null;
        names.ForEach(useInput);
        return written;
    }

    // The parameters that do not stand for a value of the protocol, such as access_type=offline.
    private static Dictionary<string, string> Constants(string? template)
    {
        var constants = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in (template ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) continue;
            var (name, value) = (pair[..at], Uri.UnescapeDataString(pair[(at + 1)..].Replace('+', ' ')));
            var isOfProtocol = name is "client_id" or "client_secret" or "response_type" or "redirect_uri" or "scope"
                or "state" or "code" or "grant_type" or "refresh_token" or "code_verifier" or "code_challenge"
                or "code_challenge_method" or "response_mode";
            var isConstant = value.AsSpan().IndexOfAny("{}@") < 0 && !CredentialNames.IsCredential(name);
            if (!isOfProtocol && isConstant) constants[Uri.UnescapeDataString(name)] = value;
        }

        return constants;
    }

    // A custom parameter is an object with a value, or the value.
    private static string? Value(Node? custom, string name)
    {
        if (custom is null) return null;
        foreach (var (key, node) in custom.Entries())
        {
            if (!key.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            return node.IsObject ? node.Text("value") : node.AsText();
        }

        return null;
    }
}
