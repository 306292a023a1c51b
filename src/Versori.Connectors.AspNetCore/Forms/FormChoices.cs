using Versori.Connectors.AspNetCore.Visitors;

namespace Versori.Connectors.AspNetCore.Forms;

/// <summary>
/// The forms of a connector that a visitor may use: a session's templates may accept some methods only.
/// </summary>
internal sealed class FormChoices(IConnectForms forms, IConnectorCatalog catalog)
{
    public async Task<IReadOnlyList<ConnectForm>> ListAsync(
        Visitor visitor, Connector connector, CancellationToken cancellationToken)
    {
        var all = forms.List(connector.Definition!);
        if (visitor.Session is not { Templates.Count: > 0 } session) return all;
        HashSet<string>? accepted = null;
        foreach (var id in session.Templates)
        {
            var template = await catalog.FindTemplateAsync(id, cancellationToken).ConfigureAwait(false);
            if (template is null || template.ConnectorId != connector.Id || template.AuthMethods.Count == 0) continue;
            if (accepted is null) accepted = [.. template.AuthMethods];
            else accepted.IntersectWith(template.AuthMethods);
        }

        return accepted is null
            ? all
            : [.. all.Where(form => form.Parts.All(part => accepted.Contains(part.Method.Id)))];
    }
}
