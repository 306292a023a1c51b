namespace Versori.Connectors.Catalog;

/// <summary>Finds what changes mean for templates.</summary>
internal static class DiffTemplates
{
    public static ChangeImpact Greatest(IEnumerable<DefinitionChange> changes) =>
        changes.Select(change => change.Impact).DefaultIfEmpty(ChangeImpact.Compatible).Max();

    public static IReadOnlyList<TemplateImpact> Of(DefinitionDiff diff, IEnumerable<ConnectionTemplate> templates) =>
    [
        .. templates.Where(template => template.ConnectorId == diff.ConnectorId)
            .Select(template => Of(diff.Changes, template))
            .Where(impact => impact.Changes.Count > 0),
    ];

    private static TemplateImpact Of(IReadOnlyList<DefinitionChange> changes, ConnectionTemplate template)
    {
        var endpoints = template.Endpoints.ToHashSet(StringComparer.Ordinal);
        var methods = template.AuthMethods.ToHashSet(StringComparer.Ordinal);
        List<DefinitionChange> concerning = [.. changes.Where(Concerns)];
        return new()
        {
            Template = template.Id,
            PinnedVersion = template.PinnedVersion,
            Impact = Greatest(concerning),
            Changes = concerning,
        };

        // A template that names no endpoints allows all of them.
        bool Concerns(DefinitionChange change) => change.Part switch
        {
            DefinitionPart.Endpoint => endpoints.Count == 0 || endpoints.Contains(change.Subject!),
            DefinitionPart.AuthMethod => methods.Count == 0 || methods.Contains(change.Subject!),
            DefinitionPart.Schema => false,
            _ => true,
        };
    }
}
