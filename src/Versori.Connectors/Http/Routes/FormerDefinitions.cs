using System.Collections.Concurrent;

namespace Versori.Connectors.Http;

/// <summary>
/// Finds the version of a connector that a snapshot was taken from. Versions do not change, so they are cached; the
/// creation time distinguishes them from those of a deleted connector of the same key.
/// </summary>
internal sealed class FormerDefinitions(IConnectorStore connectors)
{
    private const int Capacity = 1_000;

    private readonly ConcurrentDictionary<(ConnectorId, int, DateTimeOffset), FormerDefinition> _known = [];

    /// <returns>
    /// The version of the snapshot; <see langword="null"/> if it is that of <paramref name="connector"/> itself.
    /// </returns>
    public ValueTask<FormerDefinition?> FindAsync(
        Connector connector, AuthSnapshot snapshot, CancellationToken cancellationToken) =>
        FindAsync(connector, snapshot.ConnectorVersion, cancellationToken);

    /// <inheritdoc cref="FindAsync(Connector, AuthSnapshot, CancellationToken)" />
    public async ValueTask<FormerDefinition?> FindAsync(
        Connector connector, int version, CancellationToken cancellationToken)
    {
        if (version == connector.Version) return null;
        var key = (connector.Id, version, connector.CreatedAt);
        if (_known.TryGetValue(key, out var known)) return known;
        var found = await connectors.FindAsync(connector.Id, version, cancellationToken).ConfigureAwait(false);
        if (found is not { Definition: { } definition } || found.Version != version) return FormerDefinition.Unknown;
        if (_known.Count >= Capacity) _known.Clear();
        return _known.GetOrAdd(key, FormerDefinition.Of(definition));
    }
}
