using System.Security.Claims;

namespace Versori.Connectors.Mcp.AspNetCore;

/// <summary>Who may call the MCP server over HTTP.</summary>
public sealed class McpHttpOptions
{
    /// <summary>
    /// Returns the owner of a caller; <see langword="null"/> refuses the request. Default: the claim <c>sub</c>, or the
    /// name identifier, of an authenticated caller.
    /// </summary>
    public Func<ClaimsPrincipal, Owner?> OwnerOf
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = SubjectOf;

    /// <summary>
    /// The origins of web pages that may call, such as <c>https://inspector.example.com</c>. Requests of any other web
    /// page are refused (403), also those of the server's own origin, which an attacker's name can point to. Clients
    /// that are not web pages send no <c>Origin</c>. Default: none.
    /// </summary>
    public ISet<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The authorization policy of the endpoint. Default: <see langword="null"/>, the host's default policy, which
    /// requires an authenticated caller.
    /// </summary>
    public string? AuthorizationPolicy { get; set; }

    /// <summary>
    /// Whose connections are used by callers without authentication, in the Development environment only. Default:
    /// <see langword="null"/>, authentication is required there, too.
    /// </summary>
    public Owner? DevelopmentOwner { get; set; }

    private static Owner? SubjectOf(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true) return null;
        var id = user.FindFirst("sub")?.Value ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value;
        return string.IsNullOrWhiteSpace(id) ? null : Owner.User(id);
    }
}
