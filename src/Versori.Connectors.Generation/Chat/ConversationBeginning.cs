using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Reads what a conversation begins with.</summary>
internal sealed class ConversationBeginning(
    ConversationWork work,
    IConnectorCatalog catalog,
    Func<ConnectorSource, CancellationToken, Task<ImportResult>> read)
{
    /// <summary>Returns the systems of a new conversation, and the sources to store.</summary>
    public async Task<(IReadOnlyList<ConversationSystem> Systems, IReadOnlyList<ConversationSource> Sources)>
        SystemsAsync(ConversationStart start, CancellationToken cancellationToken)
    {
        var sources = new List<ConversationSource>();
        IReadOnlyList<OpenSystem> systems =
            await OfCatalogAsync(start, sources, cancellationToken).ConfigureAwait(false);
        foreach (var source in start.Sources)
        {
            ArgumentNullException.ThrowIfNull(source, nameof(start));
            var import = await read(source, cancellationToken).ConfigureAwait(false);
            var (stored, kept) = work.Keep(import);
            sources.Add(stored);
            systems = With(systems, kept, stored.Key);
        }

        return ([.. systems.Select(system => system.System)], sources);
    }

    /// <summary>
    /// Returns the systems with a further source, which replaces that of a system with the same key.
    /// </summary>
    public static IReadOnlyList<OpenSystem> With(IReadOnlyList<OpenSystem> systems, ImportResult source, string key)
    {
        if (systems.Any(system => system.Draft.Definition.Id == source.Definition.Id))
        {
            return
            [
                .. systems.Select(system => system.Draft.Definition.Id == source.Definition.Id
                    ? new(system.System with { SourceKey = key }, source)
                    : system),
            ];
        }

        var names = new UniqueNames();
        foreach (var system in systems) names.Take(system.Name);
        var name = names.Take(source.Definition.Id.Value);
        return [.. systems, new(NewSystems.OfDocument(name, source, key), source)];
    }

    private async Task<List<OpenSystem>> OfCatalogAsync(
        ConversationStart start, List<ConversationSource> sources, CancellationToken cancellationToken)
    {
        var systems = new List<OpenSystem>();
        var templates = new List<ConnectionTemplate>();
        if (start.Integration is { } integration)
        {
            var filter = new TemplateFilter { Integration = integration };
            await foreach (var template in catalog.ListTemplatesAsync(filter, cancellationToken).ConfigureAwait(false))
                templates.Add(template);
        }

        foreach (var id in start.Connectors.Distinct())
        {
            var connector = await catalog.FindAsync(id, version: null, cancellationToken).ConfigureAwait(false);
            if (connector?.Definition is null)
            {
                throw ConversationErrors.Of(
                    ConnectorErrorCode.NotFound, $"The connector '{id}' has no published version.", id.Value);
            }

            var (stored, source) = work.Keep(ImportResult.Of(connector.Definition));
            sources.Add(stored);
            var template = templates.Find(other => other.ConnectorId == id);
            systems.Add(new(NewSystems.OfCatalog(connector, template, stored.Key), source));
        }

        return systems;
    }
}
