using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Versori.Connectors.AspNetCore.Links;

/// <summary>
/// Links to the Connect page for calls that lack a connection, such as those of agents. They are no credentials: the
/// page authenticates the person as always, and refuses everyone but the owner.
/// </summary>
internal sealed class OwnerLinks(ConnectAddress address, IDataProtectionProvider protection, TimeProvider time)
    : IConnectLinkProvider
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly IDataProtector _protector =
        protection.CreateProtector("Versori.Connectors.AspNetCore.OwnerLinks.v1");

    public ValueTask<ConnectLink?> CreateAsync(
        ConnectLinkRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Without an address that is fit for links, the caller only learns that a sign-in is needed.
        if (address.Find() is not { } root) return default;
        var expiresAt = time.GetUtcNow() + Lifetime;
        var ticket = new OwnerLinkTicket(
            request.Owner.ToString(), request.ConnectorId.Value, expiresAt.ToUnixTimeSeconds());
        var content = JsonSerializer.SerializeToUtf8Bytes(ticket, OwnerLinkTicketJson.Default.OwnerLinkTicket);
        var url = new Uri($"{root}/links/{Convert.ToHexStringLower(_protector.Protect(content))}");
        var isSecure = url.Scheme == Uri.UriSchemeHttps || url.IsLoopback;
        return new(isSecure ? new ConnectLink(url) { ExpiresAt = expiresAt } : null);
    }

    /// <summary>Opens the ticket of a link; null if it was not made here, was changed, or has ended.</summary>
    public OwnerLinkTicket? Open(string ticket)
    {
        try
        {
            var content = Encoding.UTF8.GetString(_protector.Unprotect(Convert.FromHexString(ticket)));
            var opened = JsonSerializer.Deserialize(content, OwnerLinkTicketJson.Default.OwnerLinkTicket);
            return opened?.Until > time.GetUtcNow().ToUnixTimeSeconds() ? opened : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or FormatException)
        {
            // It is not a ticket of this host.
            return null;
        }
    }
}
