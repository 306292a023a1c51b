using System.Globalization;
using Versori.Connectors.Generation.Overlays;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation;

/// <summary>Proposes changes of connectors from new versions of their documents.</summary>
public static class ConnectorUpdateExtensions
{
    /// <summary>
    /// Imports a new version of a connector's document with the edits of its overlay, compares it with what is
    /// published, and saves it as the connector's draft. Nothing is published, and no template moves.
    /// </summary>
    /// <param name="generator">The generator.</param>
    /// <param name="catalog">The catalog with the connector.</param>
    /// <param name="id">The connector, which has a published version.</param>
    /// <param name="source">
    /// The new document, with the overlay that keeps the edits (<see cref="ConnectorSource.WithOverlay"/>). Edits that
    /// are not in an overlay are not in the draft either; the diff has them.
    /// </param>
    /// <param name="addsEndpoints">
    /// Whether the draft has endpoints that the connector does not have. Default: no, a connector grows with the plans
    /// that need it; <see cref="ProposedUpdate.FurtherEndpoints"/> has them.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// The document cannot be read, there is no such connector, or it has a draft with other changes
    /// (<see cref="ConnectorErrorCode.Conflict"/>): publish it or discard it first.
    /// </exception>
    public static async Task<ProposedUpdate> ProposeUpdateAsync(
        this IConnectorGenerator generator,
        IConnectorCatalog catalog,
        ConnectorId id,
        ConnectorSource source,
        bool addsEndpoints = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(source);
        await PublishedAsync(catalog, id, cancellationToken).ConfigureAwait(false);
        var imported = await generator.ImportAsync(source.WithId(id.Value), cancellationToken).ConfigureAwait(false);

        // The import can take long. What was saved in the meantime counts.
        var (connector, published) = await PublishedAsync(catalog, id, cancellationToken).ConfigureAwait(false);
        var (proposed, further) = Proposed(imported.Definition, published, addsEndpoints);
        if (connector.Draft is { } draft && draft != proposed)
        {
            throw Refused(ConnectorErrorCode.Conflict, id, "has a draft with other changes. Publish it "
                + "(IConnectorCatalog.PublishAsync) or discard it (DiscardDraftAsync) first.");
        }

        var update = new ProposedUpdate
        {
            Connector = connector,
            Diff = new() { ConnectorId = id, FromVersion = connector.Version },
            Overlay = imported.Overlay,
            Warnings = imported.Warnings,
            FurtherEndpoints = further,
        };
        if (proposed == published) return update;
        var drafted = await catalog.SaveDraftAsync(proposed, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return update with
        {
            Connector = drafted,
            Diff = await catalog.CompareDraftAsync(id, cancellationToken).ConfigureAwait(false),
            Problems = catalog.Validate(proposed),
        };
    }

    private static async Task<(Connector Connector, ConnectorDefinition Published)> PublishedAsync(
        IConnectorCatalog catalog, ConnectorId id, CancellationToken cancellationToken)
    {
        var connector = await catalog.FindAsync(id, version: null, cancellationToken).ConfigureAwait(false);
        return connector?.Definition is { } published
            ? (connector, published)
            : throw Refused(ConnectorErrorCode.NotFound, id, "has no published version. Save and publish one first.");
    }

    // A plan leaves out what an integration does not need. A new version does not add it.
    private static (ConnectorDefinition Definition, IReadOnlyList<string> Further) Proposed(
        ConnectorDefinition imported, ConnectorDefinition published, bool addsEndpoints)
    {
        var pairs = EndpointMatch.Of(imported.Endpoints, published.Endpoints);
        IReadOnlyList<string> further = addsEndpoints
            ? []
            : [.. pairs.Where(pair => pair.Current is null).Select(pair => pair.Former!.Id)];
        var kept = further.Count == 0
            ? imported.Endpoints
            : [.. pairs.Where(pair => pair is { Former: not null, Current: not null }).Select(pair => pair.Former!)];
        var definition = further.Count == 0 ? imported : DefinitionTrimmer.Trim(imported, kept, kept);
        definition = definition with
        {
            AuthMethods = [.. imported.AuthMethods.Select(method => WithScopes(method, imported, kept, published))],
            Webhooks = addsEndpoints
                ? imported.Webhooks
                : [.. imported.Webhooks.Where(webhook => published.Webhooks.Any(known => known.Id == webhook.Id))],
        };
        return (WithCheck(definition, published), further);
    }

    // A document does not state which scopes are requested; a plan chose those that its endpoints need.
    private static AuthMethod WithScopes(
        AuthMethod method,
        ConnectorDefinition imported,
        IReadOnlyList<ConnectorEndpoint> kept,
        ConnectorDefinition published) =>
        published.AuthMethods.FirstOrDefault(known => known.Id == method.Id) is OAuth2Auth { Scopes.Count: 0 }
            ? method
            : DefinitionTrimmer.WithScopes(method, imported, kept);

    // A document does not state which endpoint checks credentials; the plan chose it.
    private static ConnectorDefinition WithCheck(ConnectorDefinition proposed, ConnectorDefinition published) =>
        proposed.CheckEndpoint is null && proposed.Endpoints.Any(endpoint => endpoint.Id == published.CheckEndpoint)
            ? proposed with { CheckEndpoint = published.CheckEndpoint }
            : proposed;

    private static ConnectorException Refused(ConnectorErrorCode code, ConnectorId id, string reason) => new(
        new ConnectorError
        {
            Code = code,
            Message = string.Create(CultureInfo.InvariantCulture, $"The connector '{id}' {reason}"),
            Location = id.Value,
        });
}
