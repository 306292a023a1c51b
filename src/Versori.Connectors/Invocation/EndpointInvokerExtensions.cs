using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors;

/// <summary>Calls endpoints of template and connection objects, with the arguments as an object.</summary>
public static class EndpointInvokerExtensions
{
    private const string Reflection = "The arguments' properties are read by reflection. Use EndpointArguments in "
        + "trimmed and native AOT applications.";

    /// <summary>Calls an endpoint of a template.</summary>
    /// <param name="invoker">The invoker.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">
    /// An object whose properties are the arguments: <c>new { owner = "acme", repo = "web" }</c>.
    /// </param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <inheritdoc
    ///     cref="IEndpointInvoker.InvokeAsync(TemplateId, string, EndpointArguments?, Owner, CancellationToken)"
    ///     path="/exception" />
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Task<InvocationResult> InvokeAsync(
        this IEndpointInvoker invoker,
        ConnectionTemplate template,
        string endpointId,
        object? arguments = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(template);
        return invoker.InvokeAsync(
            template.Id,
            endpointId,
            arguments is null ? null : EndpointArguments.From(arguments),
            owner,
            cancellationToken);
    }

    /// <summary>Calls an endpoint of a template.</summary>
    /// <inheritdoc
    ///     cref="InvokeAsync(IEndpointInvoker, ConnectionTemplate, string, object?, Owner, CancellationToken)" />
    /// <param name="invoker">The invoker.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">An object whose properties are the arguments.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Task<InvocationResult> InvokeAsync(
        this IEndpointInvoker invoker,
        TemplateId template,
        string endpointId,
        object arguments,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(arguments);
        return invoker.InvokeAsync(
            template, endpointId, EndpointArguments.From(arguments), owner, cancellationToken);
    }

    /// <summary>Calls an endpoint of a connection's connector, independently of templates.</summary>
    /// <inheritdoc
    ///     cref="InvokeAsync(IEndpointInvoker, ConnectionTemplate, string, object?, Owner, CancellationToken)" />
    /// <param name="invoker">The invoker.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">An object whose properties are the arguments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Task<InvocationResult> InvokeAsync(
        this IEndpointInvoker invoker,
        ConnectionId connection,
        string endpointId,
        object arguments,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(arguments);
        return invoker.InvokeAsync(connection, endpointId, EndpointArguments.From(arguments), cancellationToken);
    }

    /// <summary>Calls an endpoint of a connection's connector, independently of templates.</summary>
    /// <inheritdoc
    ///     cref="InvokeAsync(IEndpointInvoker, ConnectionTemplate, string, object?, Owner, CancellationToken)" />
    /// <param name="invoker">The invoker.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">An object whose properties are the arguments.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Task<InvocationResult> InvokeAsync(
        this IEndpointInvoker invoker,
        Connection connection,
        string endpointId,
        object? arguments = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(connection);
        return invoker.InvokeAsync(
            connection.Id, endpointId, arguments is null ? null : EndpointArguments.From(arguments), cancellationToken);
    }
}
