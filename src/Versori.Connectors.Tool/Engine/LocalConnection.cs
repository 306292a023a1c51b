namespace Versori.Connectors.Tool.Engine;

/// <summary>Tests endpoints over a connection that exists only in memory, for the time of a command.</summary>
internal static class LocalConnection
{
    private const string Name = "local";

    /// <summary>Publishes the definition and connects. Nothing is stored outside the engine.</summary>
    public static async Task<Connection> ConnectAsync(
        LocalEngine engine,
        ConnectorDefinition definition,
        Credential credential,
        IReadOnlyDictionary<string, string> inputs,
        CancellationToken cancellationToken)
    {
        await engine.Catalog.SaveDraftAsync(definition, cancellationToken: cancellationToken).ConfigureAwait(false);
        await engine.Catalog.PublishAsync(definition.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
        return await engine.Get<IConnections>().ConnectAsync(
            new ConnectRequest
            {
                ConnectorId = definition.Id,
                Name = Name,
                Credential = credential,
                Inputs = inputs,
                CheckCredential = false, // The tests show what the credential may do.
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tests the named endpoints, or all.</summary>
    public static async Task<EndpointTestReport> TestAsync(
        LocalEngine engine,
        Connection connection,
        IReadOnlyList<string> endpoints,
        EndpointTestOptions options,
        CancellationToken cancellationToken)
    {
        var tester = engine.Get<IEndpointTester>();
        if (endpoints.Count == 0)
            return await tester.TestAllAsync(connection.Id, options, cancellationToken).ConfigureAwait(false);
        var results = new List<EndpointTestResult>();
        foreach (var endpoint in endpoints)
        {
            results.Add(
                await tester.TestAsync(connection.Id, endpoint, options, cancellationToken).ConfigureAwait(false));
        }

        return new()
        {
            ConnectorId = connection.ConnectorId,
            ConnectorVersion = 1,
            Connection = connection.Id,
            TestedAt = TimeProvider.System.GetUtcNow(),
            Results = results,
        };
    }
}
