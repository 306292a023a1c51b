using System.Text;
using System.Text.Json;

namespace Versori.Connectors.EntityFrameworkCore.Changes;

/// <summary>A change as the text of a notice: a JSON array of the sender, the kind, and ids.</summary>
internal static class ChangeNotice
{
    /// <summary>In bytes; a notice must be shorter than 8,000 (PostgreSQL, NOTIFY).</summary>
    private const int MaximumLength = 7_900;

    private const string Connection = "connection";
    private const string Template = "template";
    private const string Connector = "connector";
    private const string Everything = "everything";

    public static string Write(string sender, StoreChange change)
    {
        var notice = JsonSerializer.Serialize<string[]>([sender, .. Parts(change)]);
        // Ids of the host's own may be of any length. Without them it is known that there was a change, and not which.
        return Encoding.UTF8.GetByteCount(notice) <= MaximumLength ? notice : JsonSerializer.Serialize<string[]>([sender, Everything]);
    }

    public static bool IsFrom(string sender, string notice) => notice.StartsWith($"[\"{sender}\"", StringComparison.Ordinal);

    /// <summary>What a notice says. One that this release does not understand says that anything may have changed.</summary>
    public static StoreChange Read(string notice)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(notice) switch
            {
                [_, Connection, var id, var connector, var owner] => StoreChange.OfConnection(ConnectionId.Parse(id), ConnectorId.Parse(connector), Owner.Parse(owner)),
                [_, Template, var integration, var name] => StoreChange.OfTemplate(new(integration, name)),
                [_, Connector, var connector] => StoreChange.OfConnector(ConnectorId.Parse(connector)),
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
        StoreChangeKind.Connection => [Connection, change.Connection.ToString()!, change.Connector.ToString()!, change.Owner.ToString()!],
        StoreChangeKind.Template => [Template, change.Template!.Value.Integration, change.Template.Value.Name],
        StoreChangeKind.Connector => [Connector, change.Connector.ToString()!],
        _ => [Everything],
    };
}
