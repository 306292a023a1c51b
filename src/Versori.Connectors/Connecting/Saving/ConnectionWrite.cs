namespace Versori.Connectors.Connecting;

/// <summary>
/// One connection on its way to the stores with new secrets: at once where the store can, and else first the secrets, one
/// after the other, then the connection that refers to them.
/// </summary>
internal sealed class ConnectionWrite(IConnectionStore connections, ISecretStore secrets)
{
    private readonly IAtomicConnectionSaving? _atomic = connections is IAtomicConnectionSaving atomic && atomic.Keeps(secrets) ? atomic : null;
    private readonly Dictionary<SecretReference, Secret> _held = [];
    private readonly List<SecretReference> _written = [];

    /// <summary>Whether it is saved whole or not at all: then there is never anything to undo.</summary>
    public bool IsAtomic => _atomic is not null;

    /// <summary>The secrets that are in the store by now although no connection may refer to them.</summary>
    public IReadOnlyList<SecretReference> Written => _written;

    /// <summary>Adds a secret.</summary>
    /// <returns>What the connection refers to it by.</returns>
    public async ValueTask<SecretReference> AddAsync(SecretScope scope, string name, Secret value, CancellationToken cancellationToken)
    {
        if (_atomic is not null)
        {
            var reference = _atomic.NewReference(scope, name);
            _held.Add(reference, value);
            return reference;
        }

        var written = await secrets.WriteAsync(scope, name, value, cancellationToken).ConfigureAwait(false);
        _written.Add(written);
        return written;
    }

    /// <summary>Saves the connection. After a conflict it may be tried again with what is there.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="replaced">What it no longer refers to; it is gone afterwards if <see cref="IsAtomic"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public ValueTask<SaveResult<Connection>> SaveAsync(Connection connection, IReadOnlyCollection<SecretReference> replaced, CancellationToken cancellationToken) =>
        _atomic is null ? connections.SaveAsync(connection, cancellationToken) : _atomic.SaveAsync(connection, _held, replaced, cancellationToken);

    /// <summary>Takes back the secrets that were written, once it is certain that no connection refers to them.</summary>
    public async Task TakeBackAsync(CancellationToken cancellationToken)
    {
        foreach (var reference in _written) await secrets.DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
    }
}
