using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;

namespace Versori.Connectors.Mcp.AspNetCore;

/// <summary>
/// Makes the part of a link to connect that binds it to its owner, for a host that has the page itself.
/// </summary>
/// <remarks>
/// A ticket is encrypted with the host's Data Protection keys, so that any machine of the host can open it. It works
/// once, and ends after 15 minutes; the host's stores remember that it was used. It is no credential: the page has to
/// authenticate the person, and opens the ticket for this person only. Safe for concurrent use.
/// </remarks>
public sealed class ConnectTickets
{
    private const int IdLength = 32;
    private const string UsedPrefix = "connect-ticket:";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly IDataProtector _protector;
    private readonly IWebhookReplayStore _used;
    private readonly TimeProvider _time;

    /// <summary>Creates the service.</summary>
    /// <param name="protection">The host's Data Protection.</param>
    /// <param name="used">Where used tickets are remembered, beside deliveries of webhooks.</param>
    /// <param name="time">The clock; <see langword="null"/>: the system's.</param>
    public ConnectTickets(
        IDataProtectionProvider protection, IWebhookReplayStore used, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(protection);
        ArgumentNullException.ThrowIfNull(used);
        _used = used;
        _protector = protection.CreateProtector("Versori.Connectors.Mcp.ConnectTickets.v1");
        _time = time ?? TimeProvider.System;
    }

    /// <summary>When a ticket that is made now ends.</summary>
    public DateTimeOffset ExpiresAt => _time.GetUtcNow() + Lifetime;

    /// <summary>Makes a ticket, for the query of a URL.</summary>
    public string Create(ConnectLinkRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var content = new JsonObject
        {
            ["id"] = RandomNumberGenerator.GetHexString(IdLength, lowercase: true),
            ["owner"] = request.Owner.ToString(),
            ["integration"] = request.Template.Integration,
            ["name"] = request.Template.Name,
            ["connector"] = request.ConnectorId.Value,
            ["reason"] = request.Reason.ToString(),
            ["scopes"] = new JsonArray([.. request.MissingScopes.Select(scope => (JsonNode?)scope)]),
            ["until"] = ExpiresAt.ToUnixTimeSeconds(),
        };
        return Convert.ToHexString(_protector.Protect(Encoding.UTF8.GetBytes(content.ToJsonString())));
    }

    /// <summary>
    /// Opens a ticket for the person who follows the link, and uses it up. Of several calls with one ticket, one
    /// receives what it is for. A ticket of another owner is not used up.
    /// </summary>
    /// <param name="ticket">The ticket, from outside.</param>
    /// <param name="openedBy">The person whom the page has authenticated.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// What the link is for; <see langword="null"/> if the ticket was made for another owner, was used, has ended, or
    /// was not made here.
    /// </returns>
    public async ValueTask<ConnectLinkRequest?> OpenAsync(
        string ticket, Owner openedBy, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(ticket)) return null;
        JsonObject content;
        try
        {
            content = (JsonObject)JsonNode.Parse(_protector.Unprotect(Convert.FromHexString(ticket)))!;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException or JsonException)
        {
            return null; // It is not a ticket of this host.
        }

        var isOwn = Owner.TryParse(content["owner"]?.GetValue<string>(), null, out var owner) && owner == openedBy;
        var until = content["until"]!.GetValue<long>();
        if (!isOwn || until < _time.GetUtcNow().ToUnixTimeSeconds()) return null;
        var key = UsedPrefix + content["id"]!.GetValue<string>();
        // A little longer than the ticket works: clocks of machines differ.
        var end = DateTimeOffset.FromUnixTimeSeconds(until) + Lifetime;
        if (!await _used.TryAddAsync(key, end, cancellationToken).ConfigureAwait(false)) return null;
        return new()
        {
            Owner = owner,
            Template = new(content["integration"]!.GetValue<string>(), content["name"]!.GetValue<string>()),
            ConnectorId = ConnectorId.Parse(content["connector"]!.GetValue<string>()),
            Reason = Enum.Parse<ConnectorErrorCode>(content["reason"]!.GetValue<string>()),
            MissingScopes = [.. content["scopes"]!.AsArray().Select(scope => scope!.GetValue<string>())],
        };
    }
}
