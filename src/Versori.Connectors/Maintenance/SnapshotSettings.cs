using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Maintenance;

/// <summary>
/// Applies to a connector's auth method the settings that a connection has of its own, because they were chosen for it
/// or discovered when it was made. They are no differences to the connector.
/// </summary>
internal static class SnapshotSettings
{
    public static AuthMethod Apply(AuthMethod current, AuthMethod before, AuthSnapshot snapshot) =>
        WithOwnScopes(WithDiscovered(current, before, snapshot), before, snapshot);

    private static AuthMethod WithOwnScopes(AuthMethod current, AuthMethod before, AuthSnapshot snapshot)
    {
        if (current is not OAuth2Auth method || before is not OAuth2Auth { Scopes: var scopes }) return current;
        return snapshot.MethodsWithOwnScopes.Contains(before.Id, StringComparer.Ordinal)
            ? method with { Scopes = scopes }
            : current;
    }

    private static AuthMethod WithDiscovered(AuthMethod current, AuthMethod before, AuthSnapshot snapshot)
    {
        if (current is not OAuth2Auth { TokenUrl: null } method) return current;
        if (method.Issuer is null && method.Resource is null) return current;
        if (before is not OAuth2Auth { TokenUrl: not null } resolved) return current;
        return method with
        {
            Issuer = method.Issuer is { } issuer ? Filled(issuer, snapshot) : resolved.Issuer,
            TokenUrl = resolved.TokenUrl,
            AuthorizationUrl = method.AuthorizationUrl ?? resolved.AuthorizationUrl,
            RevocationUrl = method.RevocationUrl ?? resolved.RevocationUrl,
            DeviceAuthorizationUrl = method.DeviceAuthorizationUrl ?? resolved.DeviceAuthorizationUrl,
            RegistrationUrl = method.RegistrationUrl ?? resolved.RegistrationUrl,
            PushedAuthorizationUrl = method.PushedAuthorizationUrl ?? resolved.PushedAuthorizationUrl,
            RequireIssuer = method.RequireIssuer || resolved.RequireIssuer,
            DiscoveredOrigins = resolved.DiscoveredOrigins,
            Scopes = method.Scopes.Count == 0 && method.Issuer is null ? resolved.Scopes : method.Scopes,
            ClientAuthentication = IsClientAuthenticationDiscovered(method, resolved)
                ? resolved.ClientAuthentication
                : method.ClientAuthentication,
        };
    }

    // Client authentication is set by dynamic registration, or to a method that the server supports.
    private static bool IsClientAuthenticationDiscovered(OAuth2Auth current, OAuth2Auth resolved)
    {
        var isOwnClient = resolved.ClientId is null
            && (resolved.RegistrationUrl ?? resolved.ClientMetadataUrl) is not null;
        if (isOwnClient) return true;
        return current.ClientAuthentication == OAuth2ClientAuthentication.Basic
            && resolved.ClientAuthentication
                is OAuth2ClientAuthentication.Post or OAuth2ClientAuthentication.ClientSecretJwt;
    }

    private static string Filled(string issuer, AuthSnapshot snapshot)
    {
        try
        {
            return UrlExpression.Parse(issuer).Evaluate(InputExpressionValues.Of(snapshot)).OriginalString;
        }
        catch (ConnectorException)
        {
            // The connection lacks an input of the expression. That is a difference.
            return issuer;
        }
    }
}
