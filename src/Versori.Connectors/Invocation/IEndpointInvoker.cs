namespace Versori.Connectors;

/// <summary>Calls endpoints by their ids, for tests or instead of a typed client.</summary>
/// <remarks>
/// Safe for concurrent use. <see cref="EndpointInvokerExtensions"/> and <see cref="TypedInvocationExtensions"/> take
/// arguments as objects and return values of a type. <see cref="IEndpointLister"/> reads all pages of a list,
/// <see cref="IEndpointTester"/> tests endpoints.
/// </remarks>
public interface IEndpointInvoker
{
    /// <summary>Calls an endpoint of a template.</summary>
    /// <param name="template">The template. Only its endpoints can be called.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">The arguments by name.</param>
    /// <param name="owner">
    /// The owner of the connection, for templates that have one connection per owner, and only for those.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The response, whatever its status.</returns>
    /// <exception cref="ConnectorException">
    /// The endpoint is unknown, an argument is missing or invalid, there is no connection or no credential, the
    /// external system could not be reached, or its response is larger than the host's options allow.
    /// </exception>
    Task<InvocationResult> InvokeAsync(
        TemplateId template,
        string endpointId,
        EndpointArguments? arguments = null,
        Owner owner = default,
        CancellationToken cancellationToken = default);

    /// <summary>Calls an endpoint of a connection's connector, independently of templates.</summary>
    /// <inheritdoc cref="InvokeAsync(TemplateId, string, EndpointArguments?, Owner, CancellationToken)" />
    Task<InvocationResult> InvokeAsync(
        ConnectionId connection,
        string endpointId,
        EndpointArguments? arguments = null,
        CancellationToken cancellationToken = default);

    /// <summary>Calls an endpoint, with settings of the call.</summary>
    /// <param name="call">The endpoint, its arguments and the settings.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The response, whatever its status.</returns>
    /// <inheritdoc cref="InvokeAsync(TemplateId, string, EndpointArguments?, Owner, CancellationToken)"
    ///     path="/exception" />
    Task<InvocationResult> InvokeAsync(EndpointCall call, CancellationToken cancellationToken = default);

    /// <summary>Calls an endpoint and returns as soon as the headers of the response have arrived.</summary>
    /// <param name="call">The endpoint, its arguments and the settings.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The response, whatever its status. It has to be disposed of.</returns>
    /// <inheritdoc cref="InvokeAsync(TemplateId, string, EndpointArguments?, Owner, CancellationToken)"
    ///     path="/exception" />
    Task<InvocationStream> InvokeStreamAsync(EndpointCall call, CancellationToken cancellationToken = default);
}
