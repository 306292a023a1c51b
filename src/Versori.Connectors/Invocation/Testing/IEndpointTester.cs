namespace Versori.Connectors;

/// <summary>
/// Tests endpoints against the external system: calls them with example arguments and compares the responses with what
/// the definition states. Only safe methods (RFC 9110 §9.2.1) are called, unless the options say otherwise.
/// </summary>
/// <remarks>
/// Ids are taken from responses: before <c>/customers/{id}</c> is called, its list <c>/customers</c> is, and the first
/// item's id is used. Calls are sent one after the other. Safe for concurrent use.
/// </remarks>
public interface IEndpointTester
{
    /// <summary>Tests one endpoint of a template, and the lists that it needs for its ids.</summary>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="options">The settings. Default: safe methods, and arguments made from the definition.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Cancels the test.</param>
    /// <returns>What happened. A call that fails is a result, not an exception.</returns>
    /// <exception cref="ConnectorException">
    /// The template or the endpoint is unknown, or there is no connection or no usable credential.
    /// </exception>
    Task<EndpointTestResult> TestAsync(
        TemplateId template,
        string endpointId,
        EndpointTestOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default);

    /// <summary>Tests one endpoint of a connection's connector, and the lists that it needs for its ids.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="options">The settings. Default: safe methods, and arguments made from the definition.</param>
    /// <param name="cancellationToken">Cancels the test.</param>
    /// <inheritdoc
    ///     cref="TestAsync(TemplateId, string, EndpointTestOptions?, Owner, CancellationToken)"
    ///     path="/*[self::returns or self::exception]" />
    Task<EndpointTestResult> TestAsync(
        ConnectionId connection,
        string endpointId,
        EndpointTestOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Tests all endpoints of a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="options">The settings. Default: safe methods, and arguments made from the definition.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Cancels the test.</param>
    /// <returns>The results in the order of the definition.</returns>
    /// <inheritdoc
    ///     cref="TestAsync(TemplateId, string, EndpointTestOptions?, Owner, CancellationToken)" path="/exception" />
    Task<EndpointTestReport> TestAllAsync(
        TemplateId template,
        EndpointTestOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default);

    /// <summary>Tests all endpoints of a connection's connector.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">The settings. Default: safe methods, and arguments made from the definition.</param>
    /// <param name="cancellationToken">Cancels the test.</param>
    /// <returns>The results in the order of the definition.</returns>
    /// <inheritdoc
    ///     cref="TestAsync(TemplateId, string, EndpointTestOptions?, Owner, CancellationToken)" path="/exception" />
    Task<EndpointTestReport> TestAllAsync(
        ConnectionId connection,
        EndpointTestOptions? options = null,
        CancellationToken cancellationToken = default);
}
