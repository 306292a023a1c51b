using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.Tool.Serving;

/// <summary>The person at this machine is who has the cookie of the link.</summary>
internal sealed class LinkAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder,
    LinkAccess access,
    PageAddress address)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public const string SchemeName = "Link";

    /// <summary>The id of the person, who is the owner of all connections.</summary>
    public const string PersonId = "local";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!access.IsCookie(Request.Cookies[address.CookieName]))
            return Task.FromResult(AuthenticateResult.NoResult());
        var person = new ClaimsPrincipal(new ClaimsIdentity([new("sub", PersonId)], Scheme.Name));
        return Task.FromResult(AuthenticateResult.Success(new(person, Scheme.Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => LinkPages.RefuseAsync(
        Context,
        StatusCodes.Status403Forbidden,
        "Open the link that 'versori-connectors serve' shows in the terminal.");
}
