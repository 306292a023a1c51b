namespace Versori.Connectors;

/// <summary>Stores the activations of end users.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. No call through a connector waits for this store: what a call needs is
/// in the bindings. A canceled save has saved everything or nothing.
/// </remarks>
public interface IActivationStore
{
    /// <summary>Finds an activation; <see langword="null"/> if there is none.</summary>
    ValueTask<Activation?> FindAsync(ActivationKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Returns whether bindings of this store can be saved together with activations. If not, the engine saves the
    /// bindings one by one before the activation, and restores them if that fails.
    /// </summary>
    bool StoresBindingsIn(IBindingStore bindings);

    /// <summary>
    /// Saves an activation if the stored revision still equals <see cref="Activation.Revision"/>, and atomically with
    /// it bindings whose stored revisions still equal theirs. Revision 0 creates a record if its key is not in use. On
    /// any conflict nothing is saved.
    /// </summary>
    /// <param name="activation">The activation.</param>
    /// <param name="bindings">
    /// The bindings; empty for a store that does not store bindings. No key occurs twice.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<SaveResult<Activation>> SaveAsync(
        Activation activation, IReadOnlyList<Binding> bindings, CancellationToken cancellationToken);

    /// <summary>Deletes an activation if the stored revision still equals the given one.</summary>
    /// <returns>Whether it was deleted.</returns>
    ValueTask<bool> DeleteAsync(ActivationKey key, long revision, CancellationToken cancellationToken);

    /// <summary>Streams activations in the ordinal order of integration, owner and environment.</summary>
    /// <param name="filter">Selects the activations.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Activation> ListAsync(ActivationFilter filter, CancellationToken cancellationToken);
}
