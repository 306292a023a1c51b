using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Records as JSON, with the number of their format beside them.</summary>
internal static class Payloads
{
    /// <summary>The newest format that this release reads and the one it writes. A file of each format is among the tests.</summary>
    public const int CurrentFormat = 1;

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Contract<T>());

    /// <param name="row">The row.</param>
    /// <param name="what">What the row holds, for messages.</param>
    public static T Read<T>(IPayloadRow row, string what)
        where T : class
    {
        if (row.Format > CurrentFormat) throw Newer(what, row.Format, CurrentFormat);
        try
        {
            return JsonSerializer.Deserialize(row.Payload, Contract<T>()) ?? throw Damaged(what, null);
        }
        catch (JsonException exception)
        {
            throw Damaged(what, exception);
        }
    }

    public static ConnectorStoreException Newer(string what, int format, int known) => new(
        ConnectorStoreFailure.NewerVersion, $"A newer release wrote {what}: it has format {format}, this one reads up to {known}. Update the package.");

    private static ConnectorStoreException Damaged(string what, Exception? inner) =>
        new(ConnectorStoreFailure.Damaged, $"What is stored of {what} cannot be read.", inner);

    private static JsonTypeInfo<T> Contract<T>() => (JsonTypeInfo<T>)ConnectorJson.Options.GetTypeInfo(typeof(T));
}
