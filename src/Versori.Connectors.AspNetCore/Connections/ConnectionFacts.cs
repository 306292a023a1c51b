using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Connections;

/// <summary>Reads and writes what is known of a connection: account, methods, health, expiry, scopes.</summary>
internal sealed class ConnectionFacts(IConnectionMaintenance maintenance, PageTimes times)
{
    public Task<ConnectionHealth> ReadAsync(Connection connection, CancellationToken cancellationToken) =>
        maintenance.GetHealthAsync(connection.Id, cancellationToken);

    public void Write(HtmlWriter html, ConnectContext context, Connection connection, ConnectionHealth health)
    {
        var texts = context.Texts;
        html.Write($"<p>");
        ConnectionRows.WriteStatus(html, connection, texts);
        if (connection.DefaultSince is not null) html.Write($" <span class=\"badge\">{texts["badge.default"]}</span>");
        html.Write($"</p><dl>");
        if (connection.Snapshot.Account is { } account) Row(html, texts["fact.account"], account);
        if (context.Visitor.IsAdministrator)
        {
            var owner = connection.Owner.IsHost ? texts["owner.host"] : connection.Owner.UserId!;
            Row(html, texts["fact.owner"], owner);
        }

        var methods = connection.Snapshot.Methods.Select(method => FormFields.MethodTitle(method, texts));
        Row(html, texts["fact.methods"], string.Join(", ", methods));
        Row(html, texts["fact.version"], $"{connection.Snapshot.ConnectorVersion}");
        Time(html, context, "fact.created", connection.CreatedAt);
        Time(html, context, "fact.checked", health.LastCheck?.CheckedAt);
        Time(html, context, "fact.refreshed", health.LastRefreshedAt);
        Time(html, context, "fact.expires", health.ExpiresAt);
        Time(html, context, "fact.ends", health.UsableUntil);
        if (health.StatusReason is { } reason) Row(html, texts["fact.reason"], reason);
        if (health.LastRefreshError is { } error) Row(html, texts["fact.lastError"], error.Message);
        var granted = connection.Tokens.SelectMany(token => token.Scopes).Distinct(StringComparer.Ordinal).ToArray();
        if (granted.Length > 0) Row(html, texts["fact.granted"], string.Join(", ", granted));
        if (health.MissingScopes.Count > 0) Row(html, texts["fact.missing"], string.Join(", ", health.MissingScopes));
        html.Write($"</dl>");
    }

    private static void Row(HtmlWriter html, string term, string value) =>
        html.Write($"<dt>{term}</dt><dd>{value}</dd>");

    private void Time(HtmlWriter html, ConnectContext context, string term, DateTimeOffset? time)
    {
        if (time is not { } known) return;
        html.Write($"<dt>{context.Texts[term]}</dt><dd>");
        times.Write(html, context, known);
        html.Write($"</dd>");
    }
}
