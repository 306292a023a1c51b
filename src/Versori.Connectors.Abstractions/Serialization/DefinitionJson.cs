using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <summary>Reads and writes a definition, and reports the location of errors in its JSON.</summary>
internal static class DefinitionJson
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = ConnectorJson.MaximumDepth };

    private static readonly JsonWriterOptions Stable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = ConnectorJson.MaximumDepth,
    };

    public static string Write(ConnectorDefinition definition)
    {
        using var document = JsonSerializer.SerializeToDocument(definition, Contract(ConnectorJson.Options));
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Stable))
        {
            StableWriter.Write(writer, document.RootElement, Contract(ConnectorJson.Options));
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static ConnectorDefinition Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, Deep);
            RefuseNewerFormat(document.RootElement);
            return Read(json, document.RootElement);
        }
        catch (JsonException exception)
        {
            throw Invalid(
                $"This is not a connector definition: {exception.Message}",
                JsonPointer.FromPath(exception.Path),
                (int?)exception.LineNumber + 1);
        }
        catch (InvalidOperationException)
        {
            throw Invalid("A text contains half of a surrogate pair, which is no Unicode text.", "", null);
        }
    }

    private static ConnectorDefinition Read(string json, JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Null)
            throw Invalid("The document is null. A connector definition must be an object.", "", null);
        try
        {
            // The serializer accepts a null in a list or map.
            if (Deserialize(json, root) is { } definition && DefinitionNulls.Find(root) is null)
                return definition with { FormatVersion = ConnectorDefinition.CurrentFormatVersion };
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // The serializer stops at the first problem, and its messages name .NET types.
            if (Problems(json, root) is { Count: > 0 } problems) throw new ConnectorException(problems, exception);
            if (exception is JsonException) throw;
            throw Invalid($"This is not a connector definition: {exception.Message}", "", null);
        }

        throw Problems(json, root) is { Count: > 0 } nulls
            ? new ConnectorException(nulls)
            : Invalid("Null is not allowed here. Remove the entry.", DefinitionNulls.Find(root) ?? "", null);
    }

    private static List<ConnectorError> Problems(string json, JsonElement root)
    {
        var contract = Contract(ConnectorJson.Options);
        var found = DocumentProblems.Find(root, contract);
        if (MayBeOlder(root) && Upgraded(json) is { } upgraded)
        {
            // The places are those of the document as it was written, unless former names are all that is wrong there.
            using var document = upgraded;
            var current = DocumentProblems.Find(document.RootElement, contract);
            if (current.Count < found.Count) found = current;
        }

        var lines = JsonLines.Of(json, found.Select(problem => problem.Pointer).ToHashSet(StringComparer.Ordinal));
        var problems = found
            .Select(problem => Error(
                $"This is not a connector definition: {problem.Message}",
                problem.Pointer,
                lines.TryGetValue(problem.Pointer, out var line) ? line : null))
            .ToList();
        if (problems.Count == DocumentProblems.Maximum)
            problems.Add(Error("There may be further problems. Correct these first.", "", null));
        return problems;
    }

    private static JsonDocument? Upgraded(string json)
    {
        var node = JsonNode.Parse(json, documentOptions: Deep);
        FormatUpgrade.Apply(node, Contract(ConnectorJson.Options));
        return node is null ? null : JsonDocument.Parse(node.ToJsonString(), Deep);
    }

    // An older format fails on the names that it had. If the upgraded document fails too, the first error counts: it
    // has the location in the document as it was written.
    private static ConnectorDefinition? Deserialize(string json, JsonElement root)
    {
        try
        {
            return root.Deserialize(Contract(ConnectorJson.Options));
        }
        catch (JsonException) when (MayBeOlder(root))
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

    private static ConnectorException Invalid(string message, string location, int? line) =>
        new(Error(message, location, line));

    private static ConnectorError Error(string message, string location, int? line) => new()
    {
        Code = ConnectorErrorCode.InvalidDefinition,
        Message = message,
        Location = location,
        Line = line,
    };
}
