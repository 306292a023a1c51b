using System.Text;
using System.Text.Json;

namespace Versori.Connectors.EntityFrameworkCore.Changes;

/// <summary>The text of a notification of a change: a JSON array of the sender, the kind, and ids.</summary>
internal static class ChangeNotice
{
    /// <summary>In bytes. PostgreSQL allows less than 8,000 (NOTIFY).</summary>
    private const int MaximumLength = 7_900;

    private const string Connection = "connection";
    private const string Template = "template";
    private const string Connector = "connector";
    private const string Everything = "everything";

    public static string Write(string sender, StoreChange change)
    {
        var notice = JsonSerializer.Serialize<string[]>([sender, .. Parts(change)]);
        // The host's own ids may have any length. If they do not fit, the notification reports a change without naming
        // it.
        return Encoding.UTF8.GetByteCount(notice) <= MaximumLength
            ? notice
            : JsonSerializer.Serialize<string[]>([sender, Everything]);
    }

    public static bool IsFrom(string sender, string notice) =>
        notice.StartsWith($"[\"{sender}\"", StringComparison.Ordinal);

    /// <summary>Reads a notification. If this release does not understand it, anything may have changed.</summary>
    public static StoreChange Read(string notice)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(notice) switch
            {
                [_, Connection, var id, var connector, var owner] =>
                    StoreChange.ForConnection(ConnectionId.Parse(id), ConnectorId.Parse(connector), Owner.Parse(owner)),
                [_, Template, var integration, var name] => StoreChange.ForTemplate(new(integration, name)),
                [_, Connector, var connector] => StoreChange.ForConnector(ConnectorId.Parse(connector)),
                _ => StoreChange.Everything,
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return StoreChange.Everything;
        }
    }

    private static string[] Parts(StoreChange change) => change.Kind switch
    {
        StoreChangeKind.Connection =>
            [Connection, change.Connection.ToString()!, change.Connector.ToString()!, change.Owner.ToString()!],
        StoreChangeKind.Template => [Template, change.Template!.Value.Integration, change.Template.Value.Name],
        StoreChangeKind.Connector => [Connector, change.Connector.ToString()!],
        _ => [Everything],
    };
}
