using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Saas;

/// <summary>
/// The keys with which agents call in the name of a user. Only their hashes are kept; the user gives the key to the
/// agent.
/// </summary>
internal sealed class AgentKeys
{
    private readonly ConcurrentDictionary<string, ClaimsPrincipal> _users = new(StringComparer.Ordinal);

    public string Create(ClaimsPrincipal user)
    {
        var key = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var identity = new ClaimsIdentity(user.Claims, Agents.Scheme);
        _users[HashOf(key)] = new(identity);
        return key;
    }

    public ClaimsPrincipal? Find(string key) => _users.GetValueOrDefault(HashOf(key));

    private static string HashOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>Authenticates agents by their key, as a bearer token.</summary>
internal sealed class Agents(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AgentKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "agent";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
            return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(keys.Find(header["Bearer ".Length..]) is { } user
            ? AuthenticateResult.Success(new(user, Scheme))
            : AuthenticateResult.Fail("The key is not known."));
    }
}
