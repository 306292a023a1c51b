using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Templates;

/// <summary>Binds a template to a connection of the visitor, or leaves it to the default.</summary>
internal sealed class TemplateActions(
    IConnectorCatalog catalog, IConnections connections, ConnectorAccess access, ProblemWriter problems)
{
    public async Task<IResult> BindAsync(ConnectContext context)
    {
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        var (integration, name) = (form["integration"].ToString(), form["template"].ToString());
        var isNamed = !string.IsNullOrWhiteSpace(integration) && !string.IsNullOrWhiteSpace(name);
        if (!isNamed) return problems.NotFound(context);
        var template = await catalog.FindTemplateAsync(new(integration, name), context.Aborted).ConfigureAwait(false);
        if (template is null || TemplateSection.OwnerFor(context.Visitor, template) is not { } owner)
            return problems.NotFound(context);
        var chosen = form["connection"].ToString();
        if (chosen.Length == 0)
        {
            await connections.RemoveBindingAsync(template.Id, owner, context.Aborted).ConfigureAwait(false);
        }
        else
        {
            var connection = await access.FindConnectionAsync(context.Visitor, chosen, context.Aborted)
                .ConfigureAwait(false);
            if (connection is null) return problems.NotFound(context);
            await connections.SetBindingAsync(template.Id, connection.Id, owner, context.Aborted).ConfigureAwait(false);
        }

        return new SeeOther($"{context.Url("connectors", template.ConnectorId.Value)}?done=bound");
    }
}
