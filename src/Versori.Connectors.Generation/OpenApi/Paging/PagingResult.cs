namespace Versori.Connectors.Generation.OpenApi;

/// <summary>What a document states about the pages of an endpoint.</summary>
/// <param name="Paging">How it is paged; <see langword="null"/> if it is not.</param>
/// <param name="Arrays">
/// The pointers of the arrays that could contain the items, if it is not clear which one does.
/// </param>
internal sealed record PagingResult(EndpointPaging? Paging, IReadOnlyList<string> Arrays)
{
    public static readonly PagingResult None = new(null, []);
}
