using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;
using Versori.Connectors.AspNetCore.SignIn;
using Versori.Connectors.AspNetCore.Templates;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>A connector: how to connect, and the visitor's connections.</summary>
internal sealed class ConnectorPage(
    ConnectorAccess access,
    ConnectionList connections,
    IConnectForms forms,
    ConnectionRows rows,
    TemplateSection templates,
    PageLayout layout,
    ReturnUrls returnUrls,
    ProblemWriter problems)
{
    public async Task<IResult> ShowAsync(ConnectContext context)
    {
        var connector = await access.FindAsync(context.Visitor, context.RouteText("connector"), context.Aborted)
            .ConfigureAwait(false);
        if (connector is null) return problems.NotFound(context);
        var page = await connections.ReadAsync(context, connector.Id).ConfigureAwait(false);
        var used = await templates.ReadAsync(context.Visitor, connector.Id, context.Aborted).ConfigureAwait(false);
        var definition = connector.Definition!;
        return layout.Page(context, StatusCodes.Status200OK, definition.Title, html =>
        {
            PageNotices.Write(html, context);
            if (definition.Description is { } description) html.Write($"<p>{description}</p>");
            WriteMethods(html, context, connector);
            html.Write($"<section aria-labelledby=\"connections\"><h2 id=\"connections\">");
            html.Write($"{context.Texts["connections.title"]}</h2>");
            rows.Write(html, context, connector, page);
            html.Write($"</section>");
            TemplateSection.Write(html, context, used, page.Connections);
            if (!context.Visitor.IsAdministrator) return;
            var draft = context.Url("connectors", connector.Id.Value, "edit");
            html.Write($"<p><a class=\"button\" href=\"{draft}\">{context.Texts["draft.edit"]}</a></p>");
        });
    }

    private void WriteMethods(HtmlWriter html, ConnectContext context, Connector connector)
    {
        var texts = context.Texts;
        var back = returnUrls.Check(context.Query(FieldNames.Return)) is { } url
            ? $"&{FieldNames.Return}={Uri.EscapeDataString(url)}"
            : "";
        html.Write($"<section aria-labelledby=\"methods\"><h2 id=\"methods\">{texts["connector.new"]}</h2>");
        html.Write($"<ul class=\"actions\">");
        foreach (var form in forms.List(connector.Definition!))
        {
            var title = FormFields.FormTitle(form, texts);
            var query = $"?form={Uri.EscapeDataString(form.Id)}{back}";
            var path = context.Url("connectors", connector.Id.Value, "new") + query;
            html.Write($"<li><a class=\"button\" href=\"{path}\">{title}</a></li>");
        }

        html.Write($"</ul></section>");
    }
}
