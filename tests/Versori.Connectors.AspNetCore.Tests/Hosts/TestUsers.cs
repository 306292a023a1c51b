using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.AspNetCore.Tests.Hosts;

/// <summary>The host's own sign-in: a cookie names the user. Users named <c>admin</c> are administrators.</summary>
public sealed class TestUsers(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "test";
    public const string Cookie = "user";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[Cookie] is not { Length: > 0 } name) return Task.FromResult(AuthenticateResult.NoResult());
        var identity = new ClaimsIdentity([new("sub", name), new(ClaimTypes.Name, name)], Name);
        if (name == "admin") identity.AddClaim(new("admin", "yes"));
        return Task.FromResult(AuthenticateResult.Success(new(new(identity), Name)));
    }
}
