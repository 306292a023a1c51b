using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Writes and reads records as JSON. The number of the format is stored beside them.</summary>
internal static class Payloads
{
    /// <summary>
    /// The format that this release writes, and the newest that it reads. The tests have a file of each format.
    /// </summary>
    public const int CurrentFormat = 2;

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Contract<T>());

    /// <summary>Reads the record of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="record">The record's name, for messages.</param>
    public static T Read<T>(IPayloadRow row, string record)
        where T : class
    {
        if (row.Format > CurrentFormat) throw Newer(record, row.Format, CurrentFormat);
        try
        {
            var value = row.Format < CurrentFormat
                ? ConnectorJson.Deserialize<T>(row.Payload)
                : JsonSerializer.Deserialize(row.Payload, Contract<T>());
            return value ?? throw Damaged(record, null);
        }
        catch (JsonException exception)
        {
            throw Damaged(record, exception);
        }
    }

    public static ConnectorStoreException Newer(string record, int format, int known) => new(
        ConnectorStoreFailure.NewerVersion,
        $"A newer release wrote {record} in format {format}; this release reads formats up to {known}. Update the "
        + "package.");

    private static ConnectorStoreException Damaged(string record, Exception? inner) =>
        new(ConnectorStoreFailure.Corrupted, $"The stored data of {record} cannot be read.", inner);

    private static JsonTypeInfo<T> Contract<T>() => (JsonTypeInfo<T>)ConnectorJson.Options.GetTypeInfo(typeof(T));
}
