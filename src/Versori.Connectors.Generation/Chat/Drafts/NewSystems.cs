using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Begins the draft of a system.</summary>
internal static class NewSystems
{
    /// <summary>Returns a system that begins with a document: its draft has no endpoints yet.</summary>
    public static ConversationSystem OfDocument(string name, ImportResult source, string key) => new()
    {
        Draft = new()
        {
            TemplateName = name,
            Definition = DefinitionTrimmer.Trim(source.Definition, [], []) with { CheckEndpoint = null, Webhooks = [] },
        },
        SourceKey = key,
    };

    /// <summary>Returns a system that begins with a connector of the catalog.</summary>
    /// <param name="connector">The connector, which is published.</param>
    /// <param name="template">The integration's template for it, if there is one.</param>
    /// <param name="key">The key of the published definition as a source.</param>
    public static ConversationSystem OfCatalog(Connector connector, ConnectionTemplate? template, string key)
    {
        var definition = connector.Definition!;
        var allowed = template is { Endpoints.Count: > 0 } ? template.Endpoints : null;
        var chosen = definition.Endpoints
            .Where(endpoint => allowed is null || allowed.Contains(endpoint.Id, StringComparer.Ordinal))
            .ToList();
        return new()
        {
            Draft = new()
            {
                TemplateName = template?.Id.Name ?? connector.Id.Value,
                Definition = definition,
                Endpoints = [.. chosen.Select(endpoint => endpoint.Id)],
                Choices =
                [
                    .. chosen.Select(endpoint => new PlannedEndpoint
                    {
                        EndpointId = endpoint.Id,
                        Method = endpoint.Method,
                        Path = endpoint.Path,
                        Reason = template is null ? "The connector has it." : "The integration has it.",
                        RequiresConfirmation = !WriteRules.IsRead(new(endpoint)),
                        IsExisting = template is not null,
                    }),
                ],
                Sharing = template?.Sharing ?? default,
            },
            SourceKey = key,
            CatalogVersion = connector.Version,
            CatalogKey = key,
        };
    }
}
