using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Problems;
using Versori.Connectors.AspNetCore.SignIn;

namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>Creates links with the address of the host and the prefix that the Connect page is mapped to.</summary>
internal sealed class ConnectLinks(
    IConnectSessions sessions,
    ReturnUrls returnUrls,
    ConnectAddress address,
    IOptions<ConnectOptions> options) : IConnectLinks
{
    public async Task<ConnectSessionLink> CreateAsync(
        ConnectSessionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ReturnUrl is not null && !returnUrls.IsAllowed(request.ReturnUrl))
        {
            throw ConnectErrors.Invalid(
                "The return address is not a path of this host, and its origin is not allowed.", "returnUrl");
        }

        var root = address.Root();
        var isKnown = request.Origin is null
            || request.Origin == new Uri(root).GetLeftPart(UriPartial.Authority)
            || options.Value.ReturnOrigins.Contains(request.Origin, StringComparer.OrdinalIgnoreCase);
        if (!isKnown) throw ConnectErrors.Invalid("The origin is not that of this host and not allowed.", "origin");
        var created = await sessions.CreateAsync(request, cancellationToken).ConfigureAwait(false);
        return new()
        {
            SessionId = created.Session.Id,
            Url = new($"{root}/session/{Uri.EscapeDataString(created.Token.Reveal())}"),
            StatusUrl = new($"{root}/sessions/{created.Session.Id}/status"),
            ExpiresAt = created.Session.ExpiresAt,
        };
    }
}
