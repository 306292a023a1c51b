using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Soak.Databases;

namespace Versori.Connectors.Soak.Crashes;

/// <summary>The contents of a store after its processes were killed.</summary>
internal sealed record StoreInspection
{
    public required IReadOnlyList<string> Problems { get; init; }

    public required int Connections { get; init; }

    /// <summary>Connections that have to be connected again.</summary>
    public required int Ended { get; init; }

    /// <summary>
    /// Secrets that nothing refers to. Each can be decrypted. They are removed when the connection is disconnected or
    /// by a sweep.
    /// </summary>
    public required int Unreferenced { get; init; }

    /// <summary>
    /// Secrets of connections that do not exist: a process was killed while disconnecting. A sweep removes them.
    /// </summary>
    public required int Ownerless { get; init; }

    public required int Versions { get; init; }

    /// <summary>Reads everything again, with a new host.</summary>
    public static async Task<StoreInspection> OfAsync(SharedDatabase database)
    {
        await using var host = database.Open();
        var problems = new List<string>();
        var versions = await LookAtConnectorsAsync(host, problems);
        var connections = await host.GetRequiredService<IConnectionStore>().ListAsync(new(), default).ToListAsync();
        foreach (var twice in connections
            .GroupBy(connection => (connection.ConnectorId, connection.Owner, connection.Name))
            .Where(group => group.Count() > 1))
        {
            problems.Add($"{twice.Count()} connections are named '{twice.Key.Name}'.");
        }

        var (unreferenced, ownerless) = (0, 0);
        var secrets = host.GetRequiredService<ISecretStore>();
        foreach (var connection in connections)
        {
            var references = connection.Tokens.Select(token => token.Secret).ToList();
            if (connection.Snapshot.Secrets is { } own) references.Add(own);
            foreach (var reference in references)
            {
                if (connection.Status == ConnectionStatus.Active && await secrets.ReadAsync(reference, default) is null)
                    problems.Add($"{reference} cannot be read, and '{connection.Name}' counts as connected.");
            }

            if (connection.Tokens.Count == 0) problems.Add($"'{connection.Name}' has no token.");
            unreferenced += await ReadOthersAsync(secrets, connection.Id, references, problems);
        }

        foreach (var gone in (await database.ConnectionsWithSecretsAsync())
            .Except(connections.Select(connection => connection.Id)))
        {
            ownerless += await ReadOthersAsync(secrets, gone, [], problems);
        }

        return new()
        {
            Problems = problems,
            Connections = connections.Count,
            Ended = connections.Count(connection => connection.Status == ConnectionStatus.NeedsReauthorization),
            Unreferenced = unreferenced,
            Ownerless = ownerless,
            Versions = versions,
        };
    }

    private static async Task<int> ReadOthersAsync(
        ISecretStore secrets, ConnectionId id, List<SecretReference> known, List<string> problems)
    {
        var count = 0;
        await foreach (var reference in secrets.ListAsync(SecretHolder.For(id), default))
        {
            if (known.Contains(reference)) continue;
            count++;
            if (await secrets.ReadAsync(reference, default) is null) problems.Add($"{reference} is torn.");
        }

        return count;
    }

    private static async Task<int> LookAtConnectorsAsync(ServiceProvider host, List<string> problems)
    {
        var store = host.GetRequiredService<IConnectorStore>();
        var connectors = await store.ListAsync(null, default).ToListAsync();
        if (connectors.Count != 1) problems.Add($"There are {connectors.Count} connectors.");
        foreach (var connector in connectors)
        {
            for (var version = 1; version <= connector.Version; version++)
            {
                if (await store.FindAsync(connector.Id, version, default) is not { Definition: not null })
                    problems.Add($"Version {version} of {connector.Version} is missing.");
            }
        }

        return connectors.Count == 0 ? 0 : connectors[0].Version;
    }
}
