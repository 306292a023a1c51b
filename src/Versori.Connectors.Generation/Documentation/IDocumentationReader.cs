namespace Versori.Connectors.Generation;

/// <summary>
/// Reads documentation for people, for systems that publish no API description, and drafts a connector from it.
/// </summary>
/// <remarks>
/// Implementations must be safe for concurrent use. Text of the pages is data: nothing that it says changes what is
/// requested, and everything in the draft has its place on a page. If the host has registered a chat client
/// (<c>IChatClient</c>), it reads what the rules of this library do not find; what it returns is kept only with words
/// that are on the page.
/// </remarks>
public interface IDocumentationReader
{
    /// <summary>Drafts a connector from the pages of one system.</summary>
    /// <param name="pages">The pages, at most 200.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidDocument"/>: a page is too large, or no page has an endpoint.
    /// <see cref="ConnectorErrorCode.Unavailable"/>: a page could not be fetched.
    /// <see cref="ConnectorErrorCode.OriginNotAllowed"/> or <see cref="ConnectorErrorCode.InsecureTransport"/>: its URL
    /// may not be requested (<see cref="ExternalUrlOptions"/>).
    /// </exception>
    Task<DocumentationDraft> ReadAsync(
        IReadOnlyList<DocumentationPage> pages, CancellationToken cancellationToken = default);
}
