using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Connections;

/// <summary>Writes a list of connections with their state.</summary>
internal sealed class ConnectionRows(PageTimes times)
{
    public void Write(HtmlWriter html, ConnectContext context, Connector connector, ConnectionPage page)
    {
        var texts = context.Texts;
        if (page.Connections.Count == 0)
        {
            html.Write($"<p>{texts["connections.empty"]}</p>");
            return;
        }

        html.Write($"<ul class=\"rows\">");
        foreach (var connection in page.Connections) WriteRow(html, context, connection);
        html.Write($"</ul>");
        if (page.Next is not { } next) return;
        var url = $"{context.Url("connectors", connector.Id.Value)}?after={next}";
        html.Write($"<p><a class=\"button\" href=\"{url}\">{texts["more"]}</a></p>");
    }

    private void WriteRow(HtmlWriter html, ConnectContext context, Connection connection)
    {
        var texts = context.Texts;
        html.Write($"<li class=\"row\"><h3><a href=\"{context.Url("connections", connection.Id.ToString())}\">");
        html.Write($"{connection.Name}</a></h3><p>");
        WriteStatus(html, connection, texts);
        if (connection.DefaultSince is not null) html.Write($" <span class=\"badge\">{texts["badge.default"]}</span>");
        if (context.Visitor.IsAdministrator)
        {
            var owner = connection.Owner.IsHost ? texts["owner.host"] : connection.Owner.UserId;
            html.Write($" <span class=\"badge\">{owner}</span>");
        }

        html.Write($"</p>");
        if (connection.Snapshot.Account is { } account)
            html.Write($"<p>{texts.Format("connection.account", account)}</p>");
        WriteEnd(html, context, connection);
        html.Write($"</li>");
    }

    public static void WriteStatus(HtmlWriter html, Connection connection, ConnectTexts texts)
    {
        var (kind, text) = connection switch
        {
            { Status: ConnectionStatus.NeedsReauthorization } => ("bad", "status.needsReauthorization"),
            { Check.Outcome: ConnectionCheckOutcome.Refused } => ("bad", "status.refused"),
            { Check.Outcome: ConnectionCheckOutcome.Accepted } => ("good", "status.works"),
            _ => ("", "status.active"),
        };
        html.Write($"<span class=\"badge {kind}\">{texts[text]}</span>");
    }

    public void WriteEnd(HtmlWriter html, ConnectContext context, Connection connection)
    {
        if (connection.UsableUntil is not { } end) return;
        html.Write($"<p>{context.Texts["connection.ends"]} ");
        times.Write(html, context, end);
        html.Write($"</p>");
    }
}
