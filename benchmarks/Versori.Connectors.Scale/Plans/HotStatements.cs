using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore.Tests.Plans;
using Versori.Connectors.Scale.Databases;
using Versori.Connectors.Scale.Measuring;

namespace Versori.Connectors.Scale.Plans;

/// <summary>The statements of each operation, in order, and their plans on the filled database.</summary>
internal sealed class HotStatements(ScaleDatabase database, ScaleSettings settings, ConnectionId[] ids)
{
    public async Task<string> RunAsync()
    {
        var recorder = new StatementRecorder();
        await using var host = database.NewHost(recorder);
        var connections = host.GetRequiredService<IConnections>();
        var clients = host.GetRequiredService<IConnectorClientFactory>();
        // Statements that run once for each process are not included.
        await connections.FindAsync(ids[0]);

        (string Name, Func<Task> Run)[] operations =
        [
            ("first call of a connection", () => Operations.CallAsync(clients.CreateClient(ids[1]))),
            (
                "first call of a template for an owner",
                () => Operations.CallAsync(clients.CreateClient(settings.TemplateOf(2), ScaleSettings.OwnerOf(2)))),
            ("connect", () => connections.ConnectAsync(Operations.NewConnection(settings.ConnectorOf(3), -1))),
            ("refresh", () => connections.RefreshAsync(ids[4])),
            ("two pages of all connections", () => ListAsync(connections, new())),
            (
                "two pages of a connector's connections",
                () => ListAsync(connections, new() { ConnectorId = settings.ConnectorOf(0) })),
            ("an owner's connections", () => ListAsync(connections, new() { Owner = ScaleSettings.OwnerOf(0) })),
        ];

        var (counts, plans) = (new StringBuilder("| Operation | Statements |\n|---|---:|\n"), new StringBuilder());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        recorder.Take();
        foreach (var (name, run) in operations)
        {
            await run();
            var statements = recorder.Take();
            counts.Append($"| {name} | {statements.Count} |\n");
            foreach (var statement in statements.Where(statement => seen.Add(statement.Text)))
                await AppendAsync(plans, name, statement);
        }

        return $"{counts}\n{plans}";
    }

    private async Task AppendAsync(StringBuilder plans, string operation, RecordedStatement statement)
    {
        await using var connection = await database.OpenAsync();
        var plan = await statement.ExplainAsync(connection, database.Explain);
        plans.Append(
            $"First used by: {operation}.\n\n```sql\n{statement.Text.Trim()}\n```\n\n```"
                + $"\n{(plan.Count == 0 ? "(no lookup)" : string.Join('\n', plan))}\n```\n\n");
    }

    private static async Task ListAsync(IConnections connections, ConnectionFilter filter)
    {
        await foreach (var _ in connections.ListAsync(filter).Take(201)) { }
    }
}
