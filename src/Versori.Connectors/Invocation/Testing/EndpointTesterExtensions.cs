namespace Versori.Connectors;

/// <summary>Tests endpoints of connections and templates that the caller has as objects.</summary>
public static class EndpointTesterExtensions
{
    /// <inheritdoc
    ///     cref="IEndpointTester.TestAsync(TemplateId, string, EndpointTestOptions?, Owner, CancellationToken)" />
    /// <param name="tester">The tester.</param>
    /// <param name="template">The template.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="options">The settings. Default: safe methods, and arguments made from the definition.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Cancels the test.</param>
    public static Task<EndpointTestResult> TestAsync(
        this IEndpointTester tester,
        ConnectionTemplate template,
        string endpointId,
        EndpointTestOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tester);
        ArgumentNullException.ThrowIfNull(template);
        return tester.TestAsync(template.Id, endpointId, options, owner, cancellationToken);
    }

    /// <inheritdoc cref="IEndpointTester.TestAsync(ConnectionId, string, EndpointTestOptions?, CancellationToken)" />
    /// <param name="tester">The tester.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="options">The settings. Default: safe methods, and arguments made from the definition.</param>
    /// <param name="cancellationToken">Cancels the test.</param>
    public static Task<EndpointTestResult> TestAsync(
        this IEndpointTester tester,
        Connection connection,
        string endpointId,
        EndpointTestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tester);
        ArgumentNullException.ThrowIfNull(connection);
        return tester.TestAsync(connection.Id, endpointId, options, cancellationToken);
    }

    /// <inheritdoc cref="IEndpointTester.TestAllAsync(TemplateId, EndpointTestOptions?, Owner, CancellationToken)" />
    /// <param name="tester">The tester.</param>
    /// <param name="template">The template.</param>
    /// <param name="options">The settings. Default: safe methods, and arguments made from the definition.</param>
    /// <param name="owner">The owner of the connection, for templates that have one connection per owner.</param>
    /// <param name="cancellationToken">Cancels the test.</param>
    public static Task<EndpointTestReport> TestAllAsync(
        this IEndpointTester tester,
        ConnectionTemplate template,
        EndpointTestOptions? options = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tester);
        ArgumentNullException.ThrowIfNull(template);
        return tester.TestAllAsync(template.Id, options, owner, cancellationToken);
    }

    /// <inheritdoc cref="IEndpointTester.TestAllAsync(ConnectionId, EndpointTestOptions?, CancellationToken)" />
    /// <param name="tester">The tester.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="options">The settings. Default: safe methods, and arguments made from the definition.</param>
    /// <param name="cancellationToken">Cancels the test.</param>
    public static Task<EndpointTestReport> TestAllAsync(
        this IEndpointTester tester,
        Connection connection,
        EndpointTestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tester);
        ArgumentNullException.ThrowIfNull(connection);
        return tester.TestAllAsync(connection.Id, options, cancellationToken);
    }
}
