namespace Versori.Connectors.Connecting;

/// <summary>
/// Writes one connection and its new secrets: in one step if the stores support it. Otherwise it writes the secrets
/// first, one after the other, then the connection that refers to them.
/// </summary>
internal sealed class ConnectionWrite(IConnectionStore connections, ISecretStore secrets)
{
    private readonly IAtomicConnectionStore? _atomic =
        connections is IAtomicConnectionStore atomic && atomic.StoresSecretsIn(secrets) ? atomic : null;

    private readonly Dictionary<SecretReference, Secret> _pending = [];
    private readonly List<SecretReference> _written = [];

    /// <summary>Whether everything is saved or nothing is. Then there is never anything to undo.</summary>
    public bool IsAtomic => _atomic is not null;

    /// <summary>The secrets that are already in the store, although no connection may refer to them.</summary>
    public IReadOnlyList<SecretReference> Written => _written;

    /// <summary>Adds a secret.</summary>
    /// <returns>The reference that the connection keeps.</returns>
    public async ValueTask<SecretReference> AddAsync(
        SecretHolder holder, string name, Secret value, CancellationToken cancellationToken)
    {
        if (_atomic is not null)
        {
            var reference = _atomic.CreateReference(holder, name);
            _pending.Add(reference, value);
            return reference;
        }

        var written = await secrets.WriteAsync(holder, name, value, cancellationToken).ConfigureAwait(false);
        _written.Add(written);
        return written;
    }

    /// <summary>Saves the connection. After a conflict, the save may be retried with the current connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="replaced">
    /// The secrets that it no longer refers to. If <see cref="IsAtomic"/>, they are removed in the same step.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public ValueTask<SaveResult<Connection>> SaveAsync(
        Connection connection,
        IReadOnlyCollection<SecretReference> replaced,
        CancellationToken cancellationToken) => _atomic is null
        ? connections.SaveAsync(connection, cancellationToken)
        : _atomic.SaveAsync(connection, _pending, replaced, cancellationToken);

    /// <summary>Removes the secrets that were written, once it is certain that no connection refers to them.</summary>
    public async Task RemoveWrittenAsync(CancellationToken cancellationToken)
    {
        foreach (var reference in _written)
        {
            await secrets.DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
        }
    }
}
