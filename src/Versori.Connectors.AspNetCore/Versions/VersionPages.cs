using System.Globalization;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Administration;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Versions;

/// <summary>Undo of a published version, and the versions that templates use.</summary>
internal sealed class VersionPages(
    IConnectorCatalog catalog, ConnectorVersions versions, PageLayout layout, ProblemWriter problems)
{
    public async Task<IResult> ShowAsync(ConnectContext context)
    {
        if (await versions.FindAsync(context).ConfigureAwait(false) is not { } connector)
            return problems.NotFound(context);
        var diffs = await versions.ListChangesAsync(connector, context.Aborted).ConfigureAwait(false);
        var templates = await versions.ListTemplatesAsync(connector.Id, context.Aborted).ConfigureAwait(false);
        var title = context.Texts.Format("versions.title", connector.Definition!.Title);
        return layout.Page(context, StatusCodes.Status200OK, title, html =>
        {
            PageNotices.Write(html, context);
            WriteTemplates(html, context, connector, templates);
            foreach (var diff in diffs)
            {
                var version = context.Texts.Format("versions.version", diff.ToVersion);
                html.Write($"<section class=\"row\"><h2>{version}</h2>");
                DraftPage.WriteDiff(html, diff, context.Texts);
                WriteRevert(html, context, connector, diff.FromVersion);
                html.Write($"</section>");
            }

            html.Write($"<p>{context.Texts.Format("versions.first", connector.Version - diffs.Count)}</p>");
        });
    }

    public async Task<IResult> RevertAsync(ConnectContext context)
    {
        if (await versions.FindAsync(context).ConfigureAwait(false) is not { } connector)
            return problems.NotFound(context);
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        var isRead = long.TryParse(
            form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision);
        if (!isRead || Number(form["version"]) is not { } version) return problems.NotFound(context);
        await catalog.RevertAsync(connector.Id, version, revision, context.Aborted).ConfigureAwait(false);
        return new SeeOther($"{context.Url("connectors", connector.Id.Value, "versions")}?done=reverted");
    }

    public async Task<IResult> PreviewAsync(ConnectContext context)
    {
        var (integration, name) = (context.RouteText("integration"), context.RouteText("name"));
        var template = await versions.FindTemplateAsync(context, integration, name).ConfigureAwait(false);
        if (template is null) return problems.NotFound(context);
        var upgrade = await catalog.PreviewUpgradeAsync(template.Id, VersionApi.VersionOf(context), context.Aborted)
            .ConfigureAwait(false);
        var texts = context.Texts;
        var title = texts.Format("versions.move", template.Id, upgrade.FromVersion, upgrade.ToVersion);
        return layout.Page(context, StatusCodes.Status200OK, title, html =>
        {
            if (upgrade.Changes.Count == 0) html.Write($"<p>{texts["diff.none"]}</p>");
            html.Write($"<ul>");
            foreach (var change in upgrade.Changes) html.Write($"<li>{change.ToString()}</li>");
            html.Write($"</ul>");
            if (upgrade.MissingEndpoints.Count > 0)
            {
                var missing = string.Join(", ", upgrade.MissingEndpoints);
                html.Write($"<p class=\"notice bad\">{texts.Format("versions.missing", missing)}</p>");
                return;
            }

            html.Write($"<div class=\"actions\">");
            WritePin(html, context, template, upgrade.ToVersion, texts.Format("versions.pin", upgrade.ToVersion));
            WritePin(html, context, template, version: null, texts["versions.follow"]);
            html.Write($"</div>");
        });
    }

    public async Task<IResult> PinAsync(ConnectContext context)
    {
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        var (integration, name) = (context.RouteText("integration"), context.RouteText("name"));
        var template = await versions.FindTemplateAsync(context, integration, name).ConfigureAwait(false);
        var text = form["version"].ToString();
        if (template is null || (text.Length > 0 && Number(text) is null)) return problems.NotFound(context);
        await catalog.PinAsync(template.Id, Number(text), context.Aborted).ConfigureAwait(false);
        return new SeeOther($"{context.Url("connectors", template.ConnectorId.Value, "versions")}?done=pinned");
    }

    private static void WriteRevert(HtmlWriter html, ConnectContext context, Connector connector, int? version)
    {
        if (version is not { } earlier) return;
        PageForms.WriteButton(
            html,
            context,
            context.Url("connectors", connector.Id.Value, "revert"),
            context.Texts.Format("versions.revert", earlier),
            kind: null,
            describedBy: null,
            ("version", earlier.ToString(CultureInfo.InvariantCulture)),
            ("revision", connector.Revision.ToString(CultureInfo.InvariantCulture)));
    }

    private static void WriteTemplates(
        HtmlWriter html, ConnectContext context, Connector connector, IReadOnlyList<ConnectionTemplate> templates)
    {
        if (templates.Count == 0) return;
        var texts = context.Texts;
        html.Write($"<section aria-labelledby=\"uses\"><h2 id=\"uses\">{texts["templates.title"]}</h2>");
        html.Write($"<ul class=\"rows\">");
        foreach (var (index, template) in templates.Index())
        {
            var used = template.PinnedVersion is { } pinned
                ? texts.Format("versions.pinned", pinned)
                : texts["versions.follows"];
            html.Write($"<li class=\"row\"><h3>{template.Id.Integration} – {template.Id.Name}</h3><p>{used}</p>");
            var url = context.Url("templates", template.Id.Integration, template.Id.Name, "upgrade");
            html.Write($"<form method=\"get\" action=\"{url}\"><p class=\"field\"><label for=\"version-{index}\">");
            html.Write($"{texts["versions.other"]}</label><select id=\"version-{index}\" name=\"version\">");
            for (var version = connector.Version; version > Math.Max(connector.Version - 50, 0); version--)
            {
                var isUsed = new HtmlFlag("selected", version == (template.PinnedVersion ?? connector.Version));
                html.Write($"<option value=\"{version}\"{isUsed}>{version}</option>");
            }

            html.Write($"</select></p><button>{texts["versions.preview"]}</button></form></li>");
        }

        html.Write($"</ul></section>");
    }

    private static void WritePin(
        HtmlWriter html, ConnectContext context, ConnectionTemplate template, int? version, string text)
    {
        var url = context.Url("templates", template.Id.Integration, template.Id.Name, "version");
        var value = version?.ToString(CultureInfo.InvariantCulture) ?? "";
        PageForms.WriteButton(html, context, url, text, kind: null, describedBy: null, ("version", value));
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}
