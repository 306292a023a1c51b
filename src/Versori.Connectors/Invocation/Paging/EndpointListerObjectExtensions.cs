using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Versori.Connectors;

/// <summary>
/// Reads lists of templates and connections, with the arguments as an object. See
/// <see cref="EndpointListerExtensions"/> for arguments that need no reflection.
/// </summary>
public static class EndpointListerObjectExtensions
{
    private const string Reflection = "The arguments' properties are read by reflection. Use EndpointArguments in "
        + "trimmed and native AOT applications.";

    /// <summary>
    /// Reads the items of an endpoint of a template, as values of a type with the names that web APIs use.
    /// </summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="lister">The lister.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states, or an item is not of the type
    /// (<see cref="ConnectorErrorCode.InvalidResponse"/>).
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<T> ListAsync<T>(
        this IEndpointLister lister,
        ConnectionTemplate template,
        string endpointId,
        object? arguments = null,
        ListOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(template);
        return lister.ListAsync<T>(template.Id, endpointId, arguments, options, owner, cancellationToken);
    }

    /// <summary>
    /// Reads the items of an endpoint of a connection's connector, as values of a type with the names that web APIs
    /// use.
    /// </summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="lister">The lister.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states, or an item is not of the type
    /// (<see cref="ConnectorErrorCode.InvalidResponse"/>).
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<T> ListAsync<T>(
        this IEndpointLister lister,
        Connection connection,
        string endpointId,
        object? arguments = null,
        ListOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return lister.ListAsync<T>(connection.Id, endpointId, arguments, options, cancellationToken);
    }

    /// <summary>
    /// Reads the items of an endpoint of a template, as values of a type with the names that web APIs use.
    /// </summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="lister">The lister.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states, or an item is not of the type
    /// (<see cref="ConnectorErrorCode.InvalidResponse"/>).
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<T> ListAsync<T>(
        this IEndpointLister lister,
        TemplateId template,
        string endpointId,
        object? arguments = null,
        ListOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        var type = TypedInvocationExtensions.TypeOf<T>();
        return lister.ListAsync(template, endpointId, type, Read(arguments), options, owner, cancellationToken);
    }

    /// <summary>
    /// Reads the items of an endpoint of a connection's connector, as values of a type with the names that web APIs
    /// use.
    /// </summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="lister">The lister.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states, or an item is not of the type
    /// (<see cref="ConnectorErrorCode.InvalidResponse"/>).
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<T> ListAsync<T>(
        this IEndpointLister lister,
        ConnectionId connection,
        string endpointId,
        object? arguments = null,
        ListOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        var type = TypedInvocationExtensions.TypeOf<T>();
        return lister.ListAsync(connection, endpointId, type, Read(arguments), options, cancellationToken);
    }

    /// <summary>Reads the items of an endpoint of a template, as JSON.</summary>
    /// <param name="lister">The lister.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states.
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<JsonElement> ListAsync(
        this IEndpointLister lister,
        ConnectionTemplate template,
        string endpointId,
        object? arguments = null,
        ListOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        ArgumentNullException.ThrowIfNull(template);
        return lister.ListAsync(template.Id, endpointId, Read(arguments), options, owner, cancellationToken);
    }

    /// <summary>Reads the items of an endpoint of a template, as JSON.</summary>
    /// <param name="lister">The lister.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states.
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<JsonElement> ListAsync(
        this IEndpointLister lister,
        TemplateId template,
        string endpointId,
        object arguments,
        ListOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        ArgumentNullException.ThrowIfNull(arguments);
        return lister.ListAsync(template, endpointId, Read(arguments), options, owner, cancellationToken);
    }

    /// <summary>Reads the items of an endpoint of a connection's connector, as JSON.</summary>
    /// <param name="lister">The lister.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states.
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<JsonElement> ListAsync(
        this IEndpointLister lister,
        Connection connection,
        string endpointId,
        object? arguments = null,
        ListOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        ArgumentNullException.ThrowIfNull(connection);
        return lister.ListAsync(connection.Id, endpointId, Read(arguments), options, cancellationToken);
    }

    /// <summary>Reads the items of an endpoint of a connection's connector, as JSON.</summary>
    /// <param name="lister">The lister.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states.
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<JsonElement> ListAsync(
        this IEndpointLister lister,
        ConnectionId connection,
        string endpointId,
        object arguments,
        ListOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        ArgumentNullException.ThrowIfNull(arguments);
        return lister.ListAsync(connection, endpointId, Read(arguments), options, cancellationToken);
    }

    /// <summary>Reads the pages of an endpoint of a template.</summary>
    /// <param name="lister">The lister.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states.
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<ListPage<JsonElement>> ListPagesAsync(
        this IEndpointLister lister,
        ConnectionTemplate template,
        string endpointId,
        object? arguments = null,
        ListOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        ArgumentNullException.ThrowIfNull(template);
        return lister.ListPagesAsync(template.Id, endpointId, Read(arguments), options, owner, cancellationToken);
    }

    /// <summary>Reads the pages of an endpoint of a template.</summary>
    /// <param name="lister">The lister.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states.
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<ListPage<JsonElement>> ListPagesAsync(
        this IEndpointLister lister,
        TemplateId template,
        string endpointId,
        object arguments,
        ListOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        ArgumentNullException.ThrowIfNull(arguments);
        return lister.ListPagesAsync(template, endpointId, Read(arguments), options, owner, cancellationToken);
    }

    /// <summary>Reads the pages of an endpoint of a connection's connector.</summary>
    /// <param name="lister">The lister.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states.
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<ListPage<JsonElement>> ListPagesAsync(
        this IEndpointLister lister,
        Connection connection,
        string endpointId,
        object? arguments = null,
        ListOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        ArgumentNullException.ThrowIfNull(connection);
        return lister.ListPagesAsync(connection.Id, endpointId, Read(arguments), options, cancellationToken);
    }

    /// <summary>Reads the pages of an endpoint of a connection's connector.</summary>
    /// <param name="lister">The lister.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments, such as <c>new { status = "open" }</c>.
    /// </param>
    /// <param name="options">The limits, and where to begin.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="ConnectorException">
    /// A page cannot be read, as <see cref="IEndpointLister"/> states.
    /// </exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static IAsyncEnumerable<ListPage<JsonElement>> ListPagesAsync(
        this IEndpointLister lister,
        ConnectionId connection,
        string endpointId,
        object arguments,
        ListOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lister);
        ArgumentNullException.ThrowIfNull(arguments);
        return lister.ListPagesAsync(connection, endpointId, Read(arguments), options, cancellationToken);
    }

    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    private static EndpointArguments? Read(object? arguments) =>
        arguments is null ? null : EndpointArguments.From(arguments);
}
