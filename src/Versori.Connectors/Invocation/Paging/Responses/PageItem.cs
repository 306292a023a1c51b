using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Invocation;

/// <summary>Converts an item of a list to a value of a type.</summary>
internal static class PageItem
{
    public static T Read<T>(JsonElement item, JsonTypeInfo<T> type, string? endpointId = null)
    {
        try
        {
            return JsonSerializer.Deserialize(item, type)!;
        }
        catch (JsonException exception)
        {
            throw new ConnectorException(
                new ConnectorError
                {
                    Code = ConnectorErrorCode.InvalidResponse,
                    Location = exception.Path,
                    Message = endpointId is null
                        ? $"An item is not a {typeof(T).Name}."
                        : $"An item of the list '{endpointId}' is not a {typeof(T).Name}.",
                },
                exception);
        }
    }
}
