using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Connections;

/// <summary>Writes which templates use a connection because they are bound to it.</summary>
internal static class ConnectionUseSection
{
    public static void Write(HtmlWriter html, ConnectContext context, Connection connection, ConnectionUsage usage)
    {
        var texts = context.Texts;
        html.Write($"<section aria-labelledby=\"use\"><h2 id=\"use\">{texts["use.title"]}</h2>");
        if (usage.Count == 0)
        {
            html.Write($"<p>{texts["use.none"]}</p></section>");
            return;
        }

        html.Write($"<ul>");
        foreach (var key in usage.Bindings)
        {
            html.Write($"<li>{key.Template.Integration} – {key.Template.Name}");
            // A connection of the host can be bound for end users.
            if (context.Visitor.IsAdministrator && key.Owner != connection.Owner && !key.Owner.IsHost)
                html.Write($" <span class=\"badge\">{key.Owner.UserId}</span>");
            if (key.Environment.Length > 0) html.Write($" <span class=\"badge\">{key.Environment}</span>");
            html.Write($"</li>");
        }

        html.Write($"</ul>");
        var more = usage.Count - usage.Bindings.Count;
        if (more > 0) html.Write($"<p>{texts.Format("use.more", more)}</p>");
        html.Write($"</section>");
    }
}
