using System.Security.Claims;

namespace Versori.Connectors.AspNetCore.Visitors;

/// <summary>Reads the host's own id of a user from its claims.</summary>
internal static class UserId
{
    /// <summary>The value of the first of <see cref="ConnectOptions.OwnerClaims"/> that the user has.</summary>
    public static string? Of(ClaimsPrincipal user, ConnectOptions options) => options.OwnerClaims
        .Select(type => user.FindFirst(type)?.Value)
        .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}
