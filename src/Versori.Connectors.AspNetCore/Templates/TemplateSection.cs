using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Visitors;

namespace Versori.Connectors.AspNetCore.Templates;

/// <summary>Which integrations use a connector, and with which connection of the visitor.</summary>
internal sealed class TemplateSection(
    IConnectorCatalog catalog, IBindingStore bindings, IOptions<VersoriConnectorsOptions> options)
{
    private const int MaximumShown = 50;

    public async Task<IReadOnlyList<TemplateUse>> ReadAsync(
        Visitor visitor, ConnectorId connector, CancellationToken cancellationToken)
    {
        var found = new List<TemplateUse>();
        var listed = catalog.ListTemplatesAsync(new() { ConnectorId = connector }, cancellationToken);
        await foreach (var template in listed.ConfigureAwait(false))
        {
            if (OwnerFor(visitor, template) is not { } owner) continue;
            var key = new BindingKey(template.Id, owner, options.Value.Environment);
            var binding = await bindings.FindAsync(key, cancellationToken).ConfigureAwait(false);
            found.Add(new(template, owner, binding?.ConnectionId));
            if (found.Count == MaximumShown) break;
        }

        return found;
    }

    /// <summary>For whom a visitor chooses the template's connection; null if not at all.</summary>
    public static Owner? OwnerFor(Visitor visitor, ConnectionTemplate template) => template.Sharing switch
    {
        TemplateSharing.PerOwner => visitor.Owner,
        _ => visitor.IsAdministrator ? Owner.Host : null,
    };

    public static void Write(
        HtmlWriter html, ConnectContext context, IReadOnlyList<TemplateUse> used, IReadOnlyList<Connection> connections)
    {
        if (used.Count == 0) return;
        var texts = context.Texts;
        html.Write($"<section aria-labelledby=\"templates\"><h2 id=\"templates\">{texts["templates.title"]}</h2>");
        foreach (var (index, use) in used.Index())
        {
            var id = $"template-{index}";
            PageForms.Begin(html, context, context.Url("bindings"), style: "row");
            PageForms.WriteHidden(html, "integration", use.Template.Id.Integration);
            PageForms.WriteHidden(html, "template", use.Template.Id.Name);
            var title = $"{use.Template.Id.Integration} – {use.Template.Id.Name}";
            html.Write($"<p class=\"field\"><label for=\"{id}\">{title}: ");
            html.Write($"{texts["templates.choose"]}</label><select id=\"{id}\" name=\"connection\">");
            html.Write($"<option value=\"\">{texts["templates.automatic"]}</option>");
            foreach (var connection in connections.Where(found => found.Owner == use.Owner || found.Owner.IsHost))
            {
                var isBound = new HtmlFlag("selected", connection.Id == use.Bound);
                html.Write($"<option value=\"{connection.Id}\"{isBound}>{connection.Name}</option>");
            }

            html.Write($"</select></p><button>{texts["templates.save"]}</button></form>");
        }

        html.Write($"</section>");
    }
}
