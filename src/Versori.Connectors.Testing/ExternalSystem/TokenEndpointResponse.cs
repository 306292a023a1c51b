using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Testing;

/// <summary>The default response of the scripted token endpoint (RFC 6749 §5).</summary>
internal static class TokenEndpointResponse
{
    public static Task WriteAsync(ScriptedExternalSystem system, RecordedRequest request, HttpContext context)
    {
        var parameters = request.Parameters;

        if (!IsClient(system, request, parameters))
        {
            return ErrorAsync(context, "invalid_client", StatusCodes.Status401Unauthorized);
        }

        return parameters.GetValueOrDefault("grant_type") switch
        {
            "client_credentials" => TokenAsync(system, context, system.Tokens.Issue()),
            "password" when IsUser(system, parameters) =>
                TokenAsync(system, context, system.Tokens.Issue()),
            "refresh_token" when Refresh(system, parameters) is { } token =>
                TokenAsync(system, context, token),
            "refresh_token" or "password" => ErrorAsync(context, "invalid_grant"),
            null => ErrorAsync(context, "invalid_request"),
            _ => ErrorAsync(context, "unsupported_grant_type"),
        };
    }

    private static bool IsUser(ScriptedExternalSystem system, IReadOnlyDictionary<string, string> parameters) =>
        system.User == (parameters.GetValueOrDefault("username"), parameters.GetValueOrDefault("password"));

    private static IssuedTokens? Refresh(
        ScriptedExternalSystem system, IReadOnlyDictionary<string, string> parameters) =>
        system.Tokens.Refresh(parameters.GetValueOrDefault("refresh_token", ""));

    // RFC 6749 §2.3.1: the client's credentials are in the header or in the body.
    private static bool IsClient(
        ScriptedExternalSystem system, RecordedRequest request, IReadOnlyDictionary<string, string> parameters) =>
        AcceptedCredentials.Basic(request) is { } basic
            ? basic == $"{Uri.EscapeDataString(system.ClientId)}:{Uri.EscapeDataString(system.ClientSecret)}"
            : parameters.GetValueOrDefault("client_id") == system.ClientId &&
              parameters.GetValueOrDefault("client_secret") == system.ClientSecret;

    private static Task TokenAsync(ScriptedExternalSystem system, HttpContext context, IssuedTokens token)
    {
        // RFC 9449 §5: a token that is bound to the key of a proof has another type.
        var type = context.Request.Headers.ContainsKey("DPoP") ? "DPoP" : "Bearer";
        var json = new JsonObject { ["access_token"] = token.AccessToken, ["token_type"] = type };

        if (token.Lifetime is { } lifetime)
        {
            json["expires_in"] = (long)lifetime.TotalSeconds;
        }

        if (token.RefreshToken is { } refreshToken)
        {
            json["refresh_token"] = refreshToken;
        }

        system.TransformTokenResponse?.Invoke(json);
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(json, context.RequestAborted);
    }

    private static Task ErrorAsync(HttpContext context, string error, int status = StatusCodes.Status400BadRequest)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new JsonObject { ["error"] = error }, context.RequestAborted);
    }
}
