namespace Versori.Connectors;

/// <summary>Keeps connection templates.</summary>
/// <remarks>Implementations are safe for concurrent use. Finding is on the path of a cold call and may be cached.</remarks>
public interface ITemplateStore
{
    /// <summary>Finds a template; <see langword="null"/> when there is none.</summary>
    ValueTask<ConnectionTemplate?> FindAsync(TemplateId id, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a template if the stored revision is still <see cref="ConnectionTemplate.Revision"/>; 0 creates it if its id
    /// is free.
    /// </summary>
    ValueTask<SaveResult<ConnectionTemplate>> SaveAsync(ConnectionTemplate template, CancellationToken cancellationToken);

    /// <summary>Deletes a template if the stored revision is still the given one.</summary>
    /// <returns>Whether it was deleted.</returns>
    ValueTask<bool> DeleteAsync(TemplateId id, long revision, CancellationToken cancellationToken);

    /// <summary>Streams templates in the order of their ids.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<ConnectionTemplate> ListAsync(TemplateFilter filter, CancellationToken cancellationToken);
}
