using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>Reads the items of lists, as JSON or as values of a type.</summary>
public static class EndpointListerExtensions
{
    /// <summary>Reads the items of an endpoint of a template, as JSON.</summary>
    /// <param name="lister">The lister.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">The arguments by name.</param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states.
    /// </exception>
    public static IAsyncEnumerable<JsonElement> ListAsync(
        this IEndpointLister lister,
        TemplateId template,
        string endpointId,
        EndpointArguments? arguments = null,
        ListOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        var pages = lister.ListPagesAsync(template, endpointId, arguments, options, owner, cancellationToken);
        return ItemsAsync(pages, options, cancellationToken);
    }

    /// <summary>Reads the items of an endpoint of a connection's connector, as JSON.</summary>
    /// <param name="lister">The lister.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">The arguments by name.</param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states.
    /// </exception>
    public static IAsyncEnumerable<JsonElement> ListAsync(
        this IEndpointLister lister,
        ConnectionId connection,
        string endpointId,
        EndpointArguments? arguments = null,
        ListOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        var pages = lister.ListPagesAsync(connection, endpointId, arguments, options, cancellationToken);
        return ItemsAsync(pages, options, cancellationToken);
    }

    /// <summary>Reads the items of an endpoint of a template.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="lister">The lister.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="type">The type, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    /// <param name="arguments">The arguments by name.</param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states, or an item is not of the type
    /// (<see cref="ConnectorErrorCode.InvalidResponse"/>).
    /// </exception>
    public static IAsyncEnumerable<T> ListAsync<T>(
        this IEndpointLister lister,
        TemplateId template,
        string endpointId,
        JsonTypeInfo<T> type,
        EndpointArguments? arguments = null,
        ListOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        ArgumentNullException.ThrowIfNull(type);
        var pages = lister.ListPagesAsync(template, endpointId, arguments, options, owner, cancellationToken);
        return ItemsAsync(pages, endpointId, type, options, cancellationToken);
    }

    /// <summary>Reads the items of an endpoint of a connection's connector.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="lister">The lister.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="type">The type, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    /// <param name="arguments">The arguments by name.</param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states, or an item is not of the type
    /// (<see cref="ConnectorErrorCode.InvalidResponse"/>).
    /// </exception>
    public static IAsyncEnumerable<T> ListAsync<T>(
        this IEndpointLister lister,
        ConnectionId connection,
        string endpointId,
        JsonTypeInfo<T> type,
        EndpointArguments? arguments = null,
        ListOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        ArgumentNullException.ThrowIfNull(type);
        var pages = lister.ListPagesAsync(connection, endpointId, arguments, options, cancellationToken);
        return ItemsAsync(pages, endpointId, type, options, cancellationToken);
    }

    /// <summary>Converts the items of pages to values of a type.</summary>
    /// <param name="pages">The pages, from <see cref="IEndpointLister"/>.</param>
    /// <param name="type">The type, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// An item is not of that type. The code is <see cref="ConnectorErrorCode.InvalidResponse"/>.
    /// </exception>
    public static async IAsyncEnumerable<ListPage<T>> ReadAsAsync<T>(
        this IAsyncEnumerable<ListPage<JsonElement>> pages,
        JsonTypeInfo<T> type,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(type);
        await foreach (var page in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new()
            {
                Items = [.. page.Items.Select(item => PageItem.Read(item, type))],
                Position = page.Position,
                NextPosition = page.NextPosition,
            };
        }
    }

    private static async IAsyncEnumerable<JsonElement> ItemsAsync(
        IAsyncEnumerable<ListPage<JsonElement>> pages,
        ListOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = options?.MaximumItems ?? long.MaxValue;
        await foreach (var page in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in page.Items)
            {
                if (left-- == 0) yield break;
                yield return item;
            }
        }
    }

    private static async IAsyncEnumerable<T> ItemsAsync<T>(
        IAsyncEnumerable<ListPage<JsonElement>> pages,
        string endpointId,
        JsonTypeInfo<T> type,
        ListOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in ItemsAsync(pages, options, cancellationToken).ConfigureAwait(false))
        {
            yield return PageItem.Read(item, type, endpointId);
        }
    }
}
