namespace Versori.Connectors;

/// <summary>Calls endpoints by their ids: to test them, or where no typed client is wanted.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public interface IEndpointInvoker
{
    /// <summary>Calls an endpoint of a template.</summary>
    /// <param name="template">The template; only the endpoints that it holds can be called.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="arguments">The arguments by name.</param>
    /// <param name="owner">On whose behalf; for templates that have a connection per owner.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer, whatever its status.</returns>
    /// <exception cref="ConnectorException">
    /// The endpoint is unknown, an argument is missing or wrong, there is no connection or no credential, the external
    /// system could not be reached, or its answer is larger than the host's options allow.
    /// </exception>
    Task<InvocationResult> InvokeAsync(
        TemplateId template, string endpointId, EndpointArguments? arguments = null, Owner owner = default, CancellationToken cancellationToken = default);

    /// <summary>Calls an endpoint of a connection's connector, whatever the templates.</summary>
    /// <inheritdoc cref="InvokeAsync(TemplateId, string, EndpointArguments?, Owner, CancellationToken)" />
    Task<InvocationResult> InvokeAsync(
        ConnectionId connection, string endpointId, EndpointArguments? arguments = null, CancellationToken cancellationToken = default);
}
