using System.Text.Json;

namespace Versori.Connectors;

/// <summary>
/// Reads the lists that endpoints return in pages, as <see cref="ConnectorEndpoint.Paging"/> describes them. See
/// <see cref="EndpointListerExtensions"/> for single items and typed ones, and
/// <see cref="EndpointListerObjectExtensions"/> for arguments as objects.
/// </summary>
/// <remarks>
/// Safe for concurrent use. One page at a time is requested and in memory. A page is requested when the caller needs
/// it.
/// </remarks>
public interface IEndpointLister
{
    /// <summary>Reads the pages of an endpoint of a template.</summary>
    /// <param name="template">The template. Only its endpoints can be called.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">The arguments by name, such as filters. They are the same for every page.</param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A call fails as those of <see cref="IEndpointInvoker"/> do. <see cref="ConnectorErrorCode.NotSupported"/>: it is
    /// not known how the endpoint is paged. <see cref="ConnectorErrorCode.CallFailed"/>: a page was not returned.
    /// <see cref="ConnectorErrorCode.InvalidResponse"/>: a page is not as the paging describes, a position occurred
    /// before, or a limit was exceeded. <see cref="ConnectorErrorCode.OriginNotAllowed"/>: a link to
    /// the next page leads to another origin. It is not followed.
    /// </exception>
    IAsyncEnumerable<ListPage<JsonElement>> ListPagesAsync(
        TemplateId template,
        string endpointId,
        EndpointArguments? arguments = null,
        ListOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default);

    /// <summary>Reads the pages of an endpoint of a connection's connector, independently of templates.</summary>
    /// <inheritdoc
    ///     cref="ListPagesAsync(TemplateId, string, EndpointArguments?, ListOptions?, Owner, CancellationToken)" />
    IAsyncEnumerable<ListPage<JsonElement>> ListPagesAsync(
        ConnectionId connection,
        string endpointId,
        EndpointArguments? arguments = null,
        ListOptions? options = null,
        CancellationToken cancellationToken = default);
}
