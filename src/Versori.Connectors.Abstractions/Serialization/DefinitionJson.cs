using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <summary>Reads and writes a definition, and says where the JSON is wrong when it is.</summary>
internal static class DefinitionJson
{
    public static string Write(ConnectorDefinition definition) =>
        JsonSerializer.Serialize(definition, Contract(ConnectorJson.Indented));

    public static ConnectorDefinition Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            RefuseNewerFormat(document.RootElement);
            var definition = document.Deserialize(Contract(ConnectorJson.Options))
                ?? throw Invalid("The document is null; a connector definition is an object.", "", null);
            return DefinitionNulls.Find(document.RootElement) is { } pointer
                ? throw Invalid("A null cannot stand here; leave the entry out.", pointer, null)
                : definition;
        }
        catch (JsonException exception)
        {
            var pointer = JsonPointer.FromPath(exception.Path);
            throw Invalid($"This is not a connector definition: {Problem(json, exception, pointer)}", pointer, (int?)exception.LineNumber + 1);
        }
        catch (NotSupportedException)
        {
            throw Untyped(json);
        }
    }

    // The serializer names types of its own; whoever writes JSON wants to know what can stand there.
    private static string Problem(string json, JsonException exception, string pointer)
    {
        if (exception.Path is null) return exception.Message;
        using var document = JsonDocument.Parse(json);
        return AllowedValues.At(document.RootElement, pointer) is { Count: > 0 } words
            ? $"what stands here can only be one of {string.Join(", ", words)}."
            : exception.Message;
    }

    // The serializer does not say where.
    private static ConnectorException Untyped(string json)
    {
        using var document = JsonDocument.Parse(json);
        var pointer = AllowedValues.FindUntyped(document.RootElement) ?? "";
        return Invalid($"This is not a connector definition: the object's type is missing; it is one of {string.Join(", ", AllowedValues.At(document.RootElement, pointer))}.", pointer, null);
    }

    private static JsonTypeInfo<ConnectorDefinition> Contract(JsonSerializerOptions options) =>
        (JsonTypeInfo<ConnectorDefinition>)options.GetTypeInfo(typeof(ConnectorDefinition));

    private static void RefuseNewerFormat(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("formatVersion", out var version)
            && version.ValueKind == JsonValueKind.Number
            && version.TryGetInt32(out var number)
            && number > ConnectorDefinition.CurrentFormatVersion)
        {
            throw Invalid(
                $"The definition has format {number}; this release reads up to {ConnectorDefinition.CurrentFormatVersion}. Update the package.",
                "/formatVersion",
                null);
        }
    }

    private static ConnectorException Invalid(string message, string location, int? line) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidDefinition,
        Message = message,
        Location = location,
        Line = line,
    });
}
