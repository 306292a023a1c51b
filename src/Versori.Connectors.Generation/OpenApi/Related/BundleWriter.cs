using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Writes a document and those that it refers to as one document with references within it.</summary>
internal sealed class BundleWriter(RelatedLoader loader, Work work)
{
    /// <summary>The member of the bundle that has the other documents, by their names.</summary>
    public const string Section = "related";

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 2 * DocumentParser.MaximumDepth,
    };

    /// <summary>Returns the bundle, and what was not loaded.</summary>
    public static async Task<(ParsedDocument Document, IReadOnlyList<ConnectorError> Problems)> BundleAsync(
        SourceDocument document, ImportRequest request)
    {
        using var loader = new RelatedLoader(document, request);
        await loader.LoadAsync().ConfigureAwait(false);
        var bundle = new BundleWriter(loader, request.Work).Write();

        // The lines of warnings are those of the first document.
        return (new(bundle, document.Tree.Json), loader.Problems);
    }

    private JsonDocument Write()
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            var root = loader.Documents[0];
            writer.WriteStartObject();
            foreach (var member in root.Parsed.Root.EnumerateObject())
            {
                if (!member.NameEquals(Section)) WriteMember(writer, member, root, isChosen: false);
            }

            writer.WriteStartObject(Section);
            foreach (var document in loader.Documents.Skip(1))
            {
                writer.WritePropertyName(document.Prefix[(document.Prefix.LastIndexOf('/') + 1)..]);
                WriteValue(writer, document.Parsed.Root, document, isChosen: false);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory, new() { MaxDepth = Options.MaxDepth });
    }

    // A chosen name is no keyword: a property may be called "default".
    private void WriteMember(
        Utf8JsonWriter writer, JsonProperty member, RelatedDocument document, bool isChosen)
    {
        work.Step();
        if (member.NameEquals("$ref") && member.Value.ValueKind == JsonValueKind.String)
        {
            writer.WriteString("$ref", loader.Rewrite(member.Value.GetString()!, document));
            return;
        }

        writer.WritePropertyName(member.Name);
        if (!isChosen && ReferenceFinder.IsData(member.Name)) member.Value.WriteTo(writer);
        else if (!isChosen && member.NameEquals("mapping")) WriteMapping(writer, member.Value, document);
        else WriteValue(writer, member.Value, document, !isChosen && ReferenceFinder.HasChosenNames(member.Name));
    }

    private void WriteValue(Utf8JsonWriter writer, JsonElement value, RelatedDocument document, bool isChosen)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (var member in value.EnumerateObject()) WriteMember(writer, member, document, isChosen);
            writer.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in value.EnumerateArray())
            {
                work.Step();
                WriteValue(writer, item, document, isChosen: false);
            }

            writer.WriteEndArray();
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    // OpenAPI 3.1 §4.8.25: a value with a slash or a hash is a reference, another the name of a schema.
    private void WriteMapping(Utf8JsonWriter writer, JsonElement value, RelatedDocument document)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            WriteValue(writer, value, document, isChosen: false);
            return;
        }

        writer.WriteStartObject();
        foreach (var choice in value.EnumerateObject())
        {
            writer.WritePropertyName(choice.Name);
            var isReference = choice.Value.ValueKind == JsonValueKind.String
                && choice.Value.GetString()!.AsSpan().IndexOfAny('#', '/', '.') >= 0;
            if (isReference) writer.WriteStringValue(loader.Rewrite(choice.Value.GetString()!, document));
            else WriteValue(writer, choice.Value, document, isChosen: false);
        }

        writer.WriteEndObject();
    }
}
