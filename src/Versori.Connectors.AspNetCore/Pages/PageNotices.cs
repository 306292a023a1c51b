using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>What was just done, for the page that follows. Only known texts are shown.</summary>
internal static class PageNotices
{
    internal static readonly IReadOnlySet<string> Known = new HashSet<string>(StringComparer.Ordinal)
    {
        "connected", "disconnected", "default", "upgraded", "undone", "bound", "accepted", "inconclusive", "refused",
        "notChecked", "activated", "deactivated", "saved", "reverted", "pinned",
    };

    public static void Write(HtmlWriter html, ConnectContext context)
    {
        if (context.Query("done") is not { } done || !Known.Contains(done)) return;
        var kind = done is "refused" ? "bad" : done is "inconclusive" or "notChecked" ? "warn" : "good";
        html.Write($"<p class=\"notice {kind}\" role=\"status\">{context.Texts[$"done.{done}"]}</p>");
    }
}
