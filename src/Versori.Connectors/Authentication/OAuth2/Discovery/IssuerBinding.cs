using Versori.Connectors.Connecting;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// A client belongs to the authorization server that it was registered with (MCP authorization, "Authorization Server
/// Binding"). If a resource names another server later, the client is not shown to it.
/// </summary>
internal static class IssuerBinding
{
    /// <summary>Whether discovery found another authorization server than the connection was made with.</summary>
    public static bool IsOther(AuthSnapshot before, AuthMethod resolved) =>
        resolved is OAuth2Auth { Issuer: { } now } && IssuerOf(before, resolved.Id) is { } then && now != then;

    /// <summary>Refuses to use a client that cannot be registered again with another authorization server.</summary>
    /// <param name="declared">The method as the definition has it.</param>
    /// <param name="resolved">The method, including the results of discovery.</param>
    /// <param name="before">The snapshot of the connection.</param>
    public static void ThrowIfMoved(AuthMethod declared, AuthMethod resolved, AuthSnapshot before)
    {
        // The definition decides if it names the server.
        if (declared is not OAuth2Auth { Issuer: null, TokenUrl: null } || !IsOther(before, resolved)) return;
        var now = ((OAuth2Auth)resolved).Issuer;
        throw ConnectionErrors.Create(
            ConnectorErrorCode.InvalidCredential,
            $"The resource of '{resolved.Id}' now names the authorization server '{now}' instead of "
                + $"'{IssuerOf(before, resolved.Id)}', with which the client is registered. Set the issuer if that is "
                + "right.",
            "issuer");
    }

    private static string? IssuerOf(AuthSnapshot snapshot, string methodId) =>
        snapshot.Methods.OfType<OAuth2Auth>().FirstOrDefault(method => method.Id == methodId)?.Issuer;
}
