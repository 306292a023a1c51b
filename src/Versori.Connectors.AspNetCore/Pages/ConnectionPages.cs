using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;
using Versori.Connectors.Maintenance;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>A connection: its state, who uses it, and what can be done with it.</summary>
internal sealed class ConnectionPages(
    ConnectorAccess access,
    IConnectForms forms,
    IConnections connections,
    UpgradeUndo undo,
    ConnectionFacts facts,
    PageLayout layout,
    ProblemWriter problems)
{
    private const int MaximumDifferences = 20;

    public async Task<IResult> ShowAsync(ConnectContext context)
    {
        var connection = await access.FindConnectionAsync(context.Visitor, context.RouteText("id"), context.Aborted)
            .ConfigureAwait(false);
        if (connection is null) return problems.NotFound(context);
        var connector = await access.FindAsync(context.Visitor, connection.ConnectorId.Value, context.Aborted)
            .ConfigureAwait(false);
        var usage = await connections.GetUsageAsync(connection.Id, context.Aborted).ConfigureAwait(false);
        var former = await undo.FindVersionAsync(connection, context.Aborted).ConfigureAwait(false);
        var known = await facts.ReadAsync(connection, context.Aborted).ConfigureAwait(false);
        var texts = context.Texts;
        return layout.Page(context, StatusCodes.Status200OK, connection.Name, html =>
        {
            PageNotices.Write(html, context);
            facts.Write(html, context, connection, known);
            if (connector is not null) WriteDrift(html, context, connection, connector);
            if (former is { } version) UpgradeUndo.Write(html, context, connection, version);
            ConnectionUseSection.Write(html, context, connection, usage);
            if (connector is not null) WriteReconnect(html, context, connection, connector);
            html.Write($"<section aria-labelledby=\"more\"><h2 id=\"more\">{texts["connection.manage"]}</h2>");
            html.Write($"<div class=\"actions\">");
            WriteButton(html, context, connection, "check", texts["connection.check"]);
            if (known.MissingScopes.Count > 0 && connection.Snapshot.Methods.Any(IsSignedIn))
                WriteButton(html, context, connection, "step-up", texts["connection.stepUp"]);
            var endpoints = context.Url("connections", connection.Id.ToString(), "endpoints");
            if (connector is not null)
                html.Write($"<a class=\"button\" href=\"{endpoints}\">{texts["endpoints.show"]}</a>");
            if (connection.DefaultSince is null)
                WriteButton(html, context, connection, "default", texts["connection.makeDefault"]);
            var url = context.Url("connections", connection.Id.ToString(), "disconnect");
            html.Write($"<a class=\"button danger\" href=\"{url}\">{texts["connection.disconnect"]}</a>");
            html.Write($"</div></section>");
        });
    }

    /// <summary>What depends on a connection, before it is removed.</summary>
    public async Task<IResult> ConfirmDisconnectAsync(ConnectContext context)
    {
        var connection = await access.FindConnectionAsync(context.Visitor, context.RouteText("id"), context.Aborted)
            .ConfigureAwait(false);
        if (connection is null) return problems.NotFound(context);
        var usage = await connections.GetUsageAsync(connection.Id, context.Aborted).ConfigureAwait(false);
        var texts = context.Texts;
        var isAgain = HttpMethods.IsPost(context.Http.Request.Method);
        var status = isAgain ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
        return layout.Page(context, status, texts.Format("disconnect.title", connection.Name), html =>
        {
            if (isAgain) html.Write($"<p class=\"notice bad\" role=\"alert\">{texts["disconnect.changed"]}</p>");
            html.Write($"<p>{texts["disconnect.text"]}</p>");
            ConnectionUseSection.Write(html, context, connection, usage);
            PageForms.Begin(html, context);
            PageForms.WriteHidden(html, "used", usage.Fingerprint);
            html.Write($"<div class=\"actions\"><button class=\"danger\">{texts["connection.disconnect"]}</button>");
            html.Write($"<a href=\"{context.Url("connections", connection.Id.ToString())}\">{texts["cancel"]}</a>");
            html.Write($"</div></form>");
        });
    }

    private static bool IsSignedIn(AuthMethod method) =>
        method is OAuth2Auth { Grant: OAuth2Grant.AuthorizationCode };

    private static void WriteDrift(HtmlWriter html, ConnectContext context, Connection connection, Connector connector)
    {
        var differences = AuthMethodComparison.Compare(connection.Snapshot, connector.Definition!);
        if (differences.Count == 0) return;
        var texts = context.Texts;
        html.Write($"<section class=\"notice warn\" aria-labelledby=\"drift\">");
        html.Write($"<h2 id=\"drift\">{texts["drift.title"]}</h2>");
        html.Write($"<p>{texts["drift.text"]}</p><ul>");
        foreach (var difference in differences.Take(MaximumDifferences))
            html.Write($"<li><code>{difference.MethodId} {difference.Pointer}</code></li>");
        html.Write($"</ul>");
        WriteButton(html, context, connection, "upgrade", texts["drift.upgrade"]);
        html.Write($"</section>");
    }

    private void WriteReconnect(HtmlWriter html, ConnectContext context, Connection connection, Connector connector)
    {
        var texts = context.Texts;
        html.Write($"<section aria-labelledby=\"again\"><h2 id=\"again\">{texts["connection.reconnect"]}</h2>");
        html.Write($"<p>{texts["connection.reconnectHelp"]}</p><ul class=\"actions\">");
        foreach (var form in forms.List(connector.Definition!))
        {
            var title = FormFields.FormTitle(form, texts);
            var path = context.Url("connectors", connector.Id.Value, "new");
            html.Write($"<li><a class=\"button\" href=\"{path}?form={Uri.EscapeDataString(form.Id)}");
            html.Write($"&amp;connection={connection.Id}\">{title}</a></li>");
        }

        html.Write($"</ul></section>");
    }

    private static void WriteButton(
        HtmlWriter html, ConnectContext context, Connection connection, string action, string text) =>
        PageForms.WriteButton(html, context, context.Url("connections", connection.Id.ToString(), action), text);
}
