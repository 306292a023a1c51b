using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Invocation;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Calls endpoints whose response is read as a value of a type. A failure is an exception.</summary>
public static class TypedInvocationExtensions
{
    private const string Reflection = "The value is read, and the arguments are written, by reflection. Pass a "
        + "JsonTypeInfo and EndpointArguments in trimmed and native AOT applications.";

    /// <summary>Calls an endpoint and reads its JSON.</summary>
    /// <param name="invoker">The invoker.</param>
    /// <param name="call">The endpoint, its arguments and the settings.</param>
    /// <param name="type">
    /// The type of the value, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The value; the default of the type if the response has no content.</returns>
    /// <exception cref="ConnectorException">
    /// The call could not be made, it failed (<see cref="ConnectorErrorCode.CallFailed"/>), or its response is not of
    /// the type.
    /// </exception>
    public static Task<T?> InvokeAsync<T>(
        this IEndpointInvoker invoker,
        EndpointCall call,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken = default)
    {
        // The engine's own invoker reads the value without keeping the bytes of the response.
        return invoker is EndpointInvoker own && EndpointInvoker.ReadsValues
            ? own.InvokeAsync(call, type, cancellationToken)
            : ReadAsync(invoker, call, type, cancellationToken);
    }

    /// <summary>Calls an endpoint of a template and reads its JSON.</summary>
    /// <inheritdoc cref="InvokeAsync{T}(IEndpointInvoker, EndpointCall, JsonTypeInfo{T}, CancellationToken)" />
    /// <param name="invoker">The invoker.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">The arguments by name.</param>
    /// <param name="type">The type of the value.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<T?> InvokeAsync<T>(
        this IEndpointInvoker invoker,
        TemplateId template,
        string endpointId,
        EndpointArguments? arguments,
        JsonTypeInfo<T> type,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(type);
        var result = await invoker.InvokeAsync(template, endpointId, arguments, owner, cancellationToken)
            .ConfigureAwait(false);
        return Read(result, type);
    }

    /// <summary>Calls an endpoint of a template and reads its JSON, with the names that web APIs use.</summary>
    /// <inheritdoc cref="InvokeAsync{T}(IEndpointInvoker, EndpointCall, JsonTypeInfo{T}, CancellationToken)" />
    /// <param name="invoker">The invoker.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">An object whose properties are the arguments.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Task<T?> InvokeAsync<T>(
        this IEndpointInvoker invoker,
        ConnectionTemplate template,
        string endpointId,
        object? arguments = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(template);
        return invoker.InvokeAsync<T>(template.Id, endpointId, arguments, owner, cancellationToken);
    }

    /// <summary>
    /// Calls an endpoint of a connection's connector and reads its JSON, with the names that web APIs use.
    /// </summary>
    /// <inheritdoc cref="InvokeAsync{T}(IEndpointInvoker, EndpointCall, JsonTypeInfo{T}, CancellationToken)" />
    /// <param name="invoker">The invoker.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">An object whose properties are the arguments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Task<T?> InvokeAsync<T>(
        this IEndpointInvoker invoker,
        Connection connection,
        string endpointId,
        object? arguments = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return invoker.InvokeAsync<T>(connection.Id, endpointId, arguments, cancellationToken);
    }

    /// <summary>Calls an endpoint of a template and reads its JSON, with the names that web APIs use.</summary>
    /// <inheritdoc cref="InvokeAsync{T}(IEndpointInvoker, EndpointCall, JsonTypeInfo{T}, CancellationToken)" />
    /// <param name="invoker">The invoker.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">An object whose properties are the arguments.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Task<T?> InvokeAsync<T>(
        this IEndpointInvoker invoker,
        TemplateId template,
        string endpointId,
        object? arguments = null,
        Owner owner = default,
        CancellationToken cancellationToken = default) => invoker.InvokeAsync(
            template,
            endpointId,
            arguments is null ? null : EndpointArguments.From(arguments),
            TypeOf<T>(),
            owner,
            cancellationToken);

    /// <summary>
    /// Calls an endpoint of a connection's connector and reads its JSON, with the names that web APIs use.
    /// </summary>
    /// <inheritdoc cref="InvokeAsync{T}(IEndpointInvoker, EndpointCall, JsonTypeInfo{T}, CancellationToken)" />
    /// <param name="invoker">The invoker.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">An object whose properties are the arguments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static async Task<T?> InvokeAsync<T>(
        this IEndpointInvoker invoker,
        ConnectionId connection,
        string endpointId,
        object? arguments = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        var read = arguments is null ? null : EndpointArguments.From(arguments);
        var result = await invoker.InvokeAsync(connection, endpointId, read, cancellationToken).ConfigureAwait(false);
        return Read(result, TypeOf<T>());
    }

    /// <summary>
    /// Calls an endpoint whose response is sequential, such as JSON lines or server-sent events, and reads its items
    /// while they arrive. The call begins with the enumeration and ends with it.
    /// </summary>
    /// <param name="invoker">The invoker.</param>
    /// <param name="call">The endpoint, its arguments and the settings.</param>
    /// <param name="type">The type of an item.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">
    /// The call could not be made, it failed, or an item is not of the type.
    /// </exception>
    public static async IAsyncEnumerable<T?> StreamItemsAsync<T>(
        this IEndpointInvoker invoker,
        EndpointCall call,
        JsonTypeInfo<T> type,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        var stream = await invoker.InvokeStreamAsync(call, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await foreach (var item in stream.ReadItemsAsync(type, cancellationToken).ConfigureAwait(false))
                yield return item;
        }
    }

    /// <summary>The contract of a type with the names that web APIs use.</summary>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    internal static JsonTypeInfo<T> TypeOf<T>() =>
        (JsonTypeInfo<T>)JsonSerializerOptions.Web.GetTypeInfo(typeof(T));

    private static async Task<T?> ReadAsync<T>(
        IEndpointInvoker invoker, EndpointCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(type);
        var result = await invoker.InvokeAsync(call, cancellationToken).ConfigureAwait(false);
        return Read(result, type);
    }

    /// <summary>Reads the value of a result.</summary>
    internal static T? Read<T>(InvocationResult result, JsonTypeInfo<T> type) =>
        result.EnsureSuccess().Body.IsEmpty || result.Outcome == ResponseOutcome.Empty
            ? default
            : result.ResultPointer is { } pointer ? ReadAt(result, pointer, type) : result.ReadJson(type);

    private static T? ReadAt<T>(InvocationResult result, string pointer, JsonTypeInfo<T> type)
    {
        if (!JsonPointer.TryFind(result.ReadJson(), pointer, out var value)) return default;
        try
        {
            return value.Deserialize(type);
        }
        catch (JsonException exception)
        {
            throw ResultErrors.NotTheType(result, pointer, exception);
        }
    }
}
