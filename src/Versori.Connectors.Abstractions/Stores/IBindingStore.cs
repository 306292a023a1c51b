namespace Versori.Connectors;

/// <summary>Keeps bindings of templates to connections.</summary>
/// <remarks>Implementations are safe for concurrent use. Finding is on the path of a cold call and may be cached.</remarks>
public interface IBindingStore
{
    /// <summary>Finds a binding; <see langword="null"/> when there is none.</summary>
    ValueTask<Binding?> FindAsync(BindingKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a binding if the stored revision is still <see cref="Binding.Revision"/>; 0 creates it if its key is free.
    /// </summary>
    ValueTask<SaveResult<Binding>> SaveAsync(Binding binding, CancellationToken cancellationToken);

    /// <summary>Deletes a binding if the stored revision is still the given one.</summary>
    /// <returns>Whether it was deleted.</returns>
    ValueTask<bool> DeleteAsync(BindingKey key, long revision, CancellationToken cancellationToken);

    /// <summary>Streams bindings, in no particular order.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Binding> ListAsync(BindingFilter filter, CancellationToken cancellationToken);
}
