using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <summary>Reads and writes a definition, and reports the location of errors in its JSON.</summary>
internal static class DefinitionJson
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = ConnectorJson.MaximumDepth };

    public static string Write(ConnectorDefinition definition) =>
        JsonSerializer.Serialize(definition, Contract(ConnectorJson.Indented));

    public static ConnectorDefinition Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, Deep);
            RefuseNewerFormat(document.RootElement);
            var definition = Read(json, document)
                ?? throw Invalid("The document is null. A connector definition must be an object.", "", null);
            return DefinitionNulls.Find(document.RootElement) is { } pointer
                ? throw Invalid("Null is not allowed here. Remove the entry.", pointer, null)
                : definition with { FormatVersion = ConnectorDefinition.CurrentFormatVersion };
        }
        catch (JsonException exception)
        {
            var pointer = JsonPointer.FromPath(exception.Path);
            throw Invalid(
                $"This is not a connector definition: {Describe(json, exception, pointer)}",
                pointer,
                (int?)exception.LineNumber + 1);
        }
        catch (NotSupportedException)
        {
            throw MissingType(json);
        }
        catch (InvalidOperationException)
        {
            throw Invalid("A text contains half of a surrogate pair, which is no Unicode text.", "", null);
        }
    }

    // An older format fails on the names that it had. If the upgraded document fails too, the first error counts: it
    // has the location in the document as it was written.
    private static ConnectorDefinition? Read(string json, JsonDocument document)
    {
        try
        {
            return document.Deserialize(Contract(ConnectorJson.Options));
        }
        catch (JsonException) when (MayBeOlder(document.RootElement))
        {
            if (ReadOlder(json) is { } definition) return definition;
            throw;
        }
    }

    private static ConnectorDefinition? ReadOlder(string json)
    {
        try
        {
            return ConnectorJson.Deserialize<ConnectorDefinition>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool MayBeOlder(JsonElement root) =>
        !TryReadFormat(root, out var number) || number < ConnectorDefinition.CurrentFormatVersion;

    // The serializer's message names .NET types. The author of the JSON needs the allowed values.
    private static string Describe(string json, JsonException exception, string pointer)
    {
        if (exception.Path is null) return exception.Message;
        using var document = JsonDocument.Parse(json, Deep);
        return AllowedValues.Find(document.RootElement, pointer) is { Count: > 0 } values
            ? $"the value must be one of {string.Join(", ", values)}."
            : exception.Message;
    }

    // The serializer's exception has no location.
    private static ConnectorException MissingType(string json)
    {
        using var document = JsonDocument.Parse(json, Deep);
        var pointer = AllowedValues.FindMissingType(document.RootElement) ?? "";
        var types = string.Join(", ", AllowedValues.Find(document.RootElement, pointer));
        return Invalid(
            $"This is not a connector definition: the object's type is missing. Set it to one of {types}.",
            pointer,
            null);
    }

    private static JsonTypeInfo<ConnectorDefinition> Contract(JsonSerializerOptions options) =>
        (JsonTypeInfo<ConnectorDefinition>)options.GetTypeInfo(typeof(ConnectorDefinition));

    private static void RefuseNewerFormat(JsonElement root)
    {
        if (TryReadFormat(root, out var number) && number > ConnectorDefinition.CurrentFormatVersion)
        {
            throw Invalid(
                $"The definition has format {number}, but this release reads only formats up to "
                + $"{ConnectorDefinition.CurrentFormatVersion}. Update the package.",
                "/formatVersion",
                null);
        }
    }

    private static bool TryReadFormat(JsonElement root, out int number)
    {
        number = 0;
        return root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("formatVersion", out var version)
            && version.ValueKind == JsonValueKind.Number
            && version.TryGetInt32(out number);
    }

    private static ConnectorException Invalid(string message, string location, int? line) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidDefinition,
        Message = message,
        Location = location,
        Line = line,
    });
}
