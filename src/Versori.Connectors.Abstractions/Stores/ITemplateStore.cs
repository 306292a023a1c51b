namespace Versori.Connectors;

/// <summary>Stores connection templates.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. <see cref="FindAsync"/> is part of a cold call, and its result may be
/// cached.
/// </remarks>
public interface ITemplateStore
{
    /// <summary>Finds a template; <see langword="null"/> if there is none.</summary>
    ValueTask<ConnectionTemplate?> FindAsync(TemplateId id, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a template if the stored revision still equals <see cref="ConnectionTemplate.Revision"/>. Revision 0
    /// creates it if its id is not in use.
    /// </summary>
    ValueTask<SaveResult<ConnectionTemplate>> SaveAsync(
        ConnectionTemplate template, CancellationToken cancellationToken);

    /// <summary>Deletes a template if the stored revision still equals the given one.</summary>
    /// <returns>Whether it was deleted.</returns>
    ValueTask<bool> DeleteAsync(TemplateId id, long revision, CancellationToken cancellationToken);

    /// <summary>Streams templates, ordered by id.</summary>
    /// <param name="filter">Selects the templates.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<ConnectionTemplate> ListAsync(TemplateFilter filter, CancellationToken cancellationToken);
}
