using System.Globalization;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Administration;

/// <summary>The pages of administrators: the draft of a connector, its versions and its audit.</summary>
internal sealed class AdminPages(
    IConnectorCatalog catalog,
    IAuditStore audit,
    DraftPage drafts,
    PageLayout layout,
    PageTimes times,
    ProblemWriter problems)
{
    private const int MaximumEntries = 100;

    public Task<IResult> NewAsync(ConnectContext context) => Task.FromResult(context.Visitor.IsAdministrator
        ? drafts.Show(context, new() { Text = DraftPage.Example })
        : problems.NotFound(context));

    public async Task<IResult> ShowDraftAsync(ConnectContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } connector) return problems.NotFound(context);
        return await drafts.ShowAsync(context, connector).ConfigureAwait(false);
    }

    public async Task<IResult> SaveDraftAsync(ConnectContext context)
    {
        if (!context.Visitor.IsAdministrator) return problems.NotFound(context);
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        var text = form["definition"].ToString();
        var id = context.RouteText("connector");
        try
        {
            var definition = ConnectorDefinition.Parse(text);
            // The page of one connector must not overwrite another one.
            if (id is not null && definition.Id.Value != id) throw OtherConnector(id);
            await catalog.SaveDraftAsync(definition, RevisionOf(form), context.Aborted).ConfigureAwait(false);
            return Draft(context, definition.Id.Value);
        }
        catch (ConnectorException exception)
        {
            // The form keeps its revision: what somebody else saved meanwhile is not overwritten by sending it again.
            return drafts.Show(
                context, new() { Id = id, Text = text, Errors = exception.Errors, Revision = RevisionOf(form) });
        }
    }

    public Task<IResult> PublishAsync(ConnectContext context) =>
        ChangeAsync(context, (id, revision) => catalog.PublishAsync(id, revision, context.Aborted));

    public Task<IResult> DiscardAsync(ConnectContext context) =>
        ChangeAsync(context, (id, revision) => catalog.DiscardDraftAsync(id, revision, context.Aborted));

    public async Task<IResult> ShowAuditAsync(ConnectContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } connector) return problems.NotFound(context);
        var entries = new List<AuditEntry>();
        var listed = audit.ListAsync(new() { ConnectorId = connector.Id }, context.Aborted);
        await foreach (var entry in listed.ConfigureAwait(false))
        {
            entries.Add(entry);
            if (entries.Count == MaximumEntries) break;
        }

        var title = context.Texts.Format("audit.title", connector.Id.Value);
        return layout.Page(context, StatusCodes.Status200OK, title, html => WriteAudit(html, context, entries));
    }

    private void WriteAudit(HtmlWriter html, ConnectContext context, List<AuditEntry> entries)
    {
        var texts = context.Texts;
        if (entries.Count == 0)
        {
            html.Write($"<p>{texts["audit.empty"]}</p>");
            return;
        }

        html.Write($"<div class=\"wide\"><table><thead><tr><th scope=\"col\">{texts["audit.time"]}</th>");
        html.Write($"<th scope=\"col\">{texts["audit.action"]}</th><th scope=\"col\">{texts["audit.actor"]}</th>");
        html.Write($"<th scope=\"col\">{texts["fact.owner"]}</th></tr></thead><tbody>");
        foreach (var entry in entries)
        {
            html.Write($"<tr><td>");
            times.Write(html, context, entry.OccurredAt);
            var actor = entry.IsAutomatic ? texts["audit.automatic"] : entry.Actor;
            html.Write($"</td><td>{entry.Action.ToString()} {entry.Detail}</td><td>{actor}</td>");
            html.Write($"<td>{entry.Owner?.ToString()}</td></tr>");
        }

        html.Write($"</tbody></table></div>");
    }

    private async Task<IResult> ChangeAsync(ConnectContext context, Func<ConnectorId, long, Task<Connector>> change)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } connector) return problems.NotFound(context);
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        try
        {
            await change(connector.Id, RevisionOf(form)).ConfigureAwait(false);
            return Draft(context, connector.Id.Value);
        }
        catch (ConnectorException exception) when (connector.Draft is not null)
        {
            return drafts.Show(context, new()
            {
                Id = connector.Id.Value,
                Text = connector.Draft.ToJson(),
                Errors = exception.Errors,
                Revision = connector.Revision,
            });
        }
    }

    private async Task<Connector?> FindAsync(ConnectContext context)
    {
        if (!context.Visitor.IsAdministrator) return null;
        return ConnectorId.TryParse(context.RouteText("connector"), null, out var id)
            ? await catalog.FindAsync(id, version: null, context.Aborted).ConfigureAwait(false)
            : null;
    }

    // Without a revision, the form is not one of these pages: it matches no connector that exists.
    private static long RevisionOf(IFormCollection form) =>
        long.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : 0;

    private static SeeOther Draft(ConnectContext context, string id) =>
        new(context.Url("connectors", id, "draft"));

    private static ConnectorException OtherConnector(string id) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidDefinition,
        Message = $"This page is for the connector '{id}'. Its id cannot be changed.",
        Location = "/id",
    });
}
