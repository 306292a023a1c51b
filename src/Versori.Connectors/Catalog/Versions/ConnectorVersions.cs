using System.Globalization;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Catalog;

/// <summary>Compares versions of connectors, and moves templates between them.</summary>
internal sealed class ConnectorVersions(IConnectorStore connectors, ITemplateStore templates, TemplateLinks links)
{
    /// <summary>Compares two published versions.</summary>
    public async Task<DefinitionDiff> CompareAsync(
        ConnectorId id, int from, int? to, CancellationToken cancellationToken)
    {
        var later = await PublishedAsync(id, to, cancellationToken).ConfigureAwait(false);
        var earlier = await PublishedAsync(id, from, cancellationToken).ConfigureAwait(false);
        var diff = DefinitionDiff.Between(earlier.Definition!, later.Definition!) with
        {
            FromVersion = from,
            ToVersion = later.Version,
        };
        return await WithTemplatesAsync(diff, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares the published definition with the draft.</summary>
    public async Task<DefinitionDiff> CompareDraftAsync(ConnectorId id, CancellationToken cancellationToken)
    {
        var connector = await PublishedAsync(id, null, cancellationToken).ConfigureAwait(false);
        if (connector.Draft is not { } draft)
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.NotFound,
                $"The connector '{id}' has no draft to compare. Save one first (IConnectorCatalog.SaveDraftAsync).",
                id.Value);
        }

        var diff = DefinitionDiff.Between(connector.Definition!, draft) with { FromVersion = connector.Version };
        return await WithTemplatesAsync(diff, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reports what would change for a template.</summary>
    public async Task<TemplateUpgrade> PreviewAsync(
        TemplateId id, int? version, CancellationToken cancellationToken)
    {
        var template = await TemplateAsync(id, cancellationToken).ConfigureAwait(false);
        var from = await PublishedAsync(template.ConnectorId, template.PinnedVersion, cancellationToken)
            .ConfigureAwait(false);
        var to = await PublishedAsync(template.ConnectorId, version, cancellationToken).ConfigureAwait(false);
        var impact = DefinitionDiff.Between(from.Definition!,
            to.Definition!).For([template]).Templates.SingleOrDefault();
        return new()
        {
            Template = id,
            FromVersion = template.PinnedVersion ?? from.Version,
            ToVersion = version ?? to.Version,
            Changes = impact?.Changes ?? [],
            Impact = impact?.Impact ?? ChangeImpact.Compatible,
            MissingEndpoints = Missing(template.Endpoints, to.Definition!.Endpoints.Select(endpoint => endpoint.Id)),
            MissingAuthMethods = Missing(template.AuthMethods, to.Definition.AuthMethods.Select(method => method.Id)),
        };
    }

    /// <summary>Pins a template to a version, or lets it follow the newest.</summary>
    public async Task<ConnectionTemplate> PinAsync(TemplateId id, int? version, CancellationToken cancellationToken)
    {
        while (true) // Ends when the template was not changed in the meantime.
        {
            var template = await TemplateAsync(id, cancellationToken).ConfigureAwait(false);
            if (template.PinnedVersion == version) return template;
            // A version that does not exist is named, and not the connector.
            await PublishedAsync(template.ConnectorId, version, cancellationToken).ConfigureAwait(false);
            try
            {
                return await links.LinkAsync(template with { PinnedVersion = version }, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.Conflict)
            {
                // It was changed in the meantime. The change holds for what is stored now.
            }
        }
    }

    /// <summary>Finds a published version of a connector, or the newest.</summary>
    /// <exception cref="ConnectorException">The connector or the version does not exist.</exception>
    public async Task<Connector> PublishedAsync(
        ConnectorId id, int? version, CancellationToken cancellationToken)
    {
        var connector = await connectors.FindAsync(id, version, cancellationToken).ConfigureAwait(false);
        if (connector is { Definition: null }) throw ConnectionErrors.NotPublished(id);
        if (connector is not null) return connector;
        var newest = version is null
            ? null
            : await connectors.FindAsync(id, null, cancellationToken).ConfigureAwait(false);
        if (newest is null) throw ConnectionErrors.ConnectorNotFound(id);
        throw ConnectionErrors.Create(
            ConnectorErrorCode.NotFound,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The connector '{id}' has no version {version}. Its versions are 1 to {newest.Version}."),
            id.Value);
    }

    private async Task<ConnectionTemplate> TemplateAsync(TemplateId id, CancellationToken cancellationToken) =>
        await templates.FindAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw ConnectionErrors.Create(
            ConnectorErrorCode.NotFound,
            $"There is no template '{id}'. Link it first (IConnectorCatalog.LinkAsync), or apply a plan (ApplyAsync).",
            id.ToString());

    private async Task<DefinitionDiff> WithTemplatesAsync(DefinitionDiff diff, CancellationToken cancellationToken)
    {
        var linked = await templates.ListAsync(new() { ConnectorId = diff.ConnectorId }, cancellationToken)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return diff.For(linked);
    }

    private static IReadOnlyList<string> Missing(IReadOnlyList<string> wanted, IEnumerable<string> existing) =>
        [.. wanted.Except(existing, StringComparer.Ordinal)];
}
