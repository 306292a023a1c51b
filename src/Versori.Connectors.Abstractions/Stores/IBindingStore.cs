namespace Versori.Connectors;

/// <summary>Stores bindings of templates to connections.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. <see cref="FindAsync"/> is part of a cold call, and its result may be
/// cached.
/// </remarks>
public interface IBindingStore
{
    /// <summary>Finds a binding; <see langword="null"/> if there is none.</summary>
    ValueTask<Binding?> FindAsync(BindingKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a binding if the stored revision still equals <see cref="Binding.Revision"/>. Revision 0 creates it if its
    /// key is not in use.
    /// </summary>
    ValueTask<SaveResult<Binding>> SaveAsync(Binding binding, CancellationToken cancellationToken);

    /// <summary>Deletes a binding if the stored revision still equals the given one.</summary>
    /// <returns>Whether it was deleted.</returns>
    ValueTask<bool> DeleteAsync(BindingKey key, long revision, CancellationToken cancellationToken);

    /// <summary>Streams bindings, in no particular order.</summary>
    /// <param name="filter">Selects the bindings.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Binding> ListAsync(BindingFilter filter, CancellationToken cancellationToken);
}
