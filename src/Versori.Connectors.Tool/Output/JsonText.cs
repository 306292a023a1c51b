using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Tool.Output;

/// <summary>Records of the library as JSON for files and for standard output.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 512,
    };

    /// <summary>Returns a record as a JSON tree.</summary>
    public static JsonNode Node<T>(T record)
    {
        var contract = (JsonTypeInfo<T>)ConnectorJson.Options.GetTypeInfo(typeof(T));
        return JsonSerializer.SerializeToNode(record, contract)!;
    }

    /// <summary>Parses text that the library has written.</summary>
    public static JsonNode Parse(string text) => JsonNode.Parse(text, documentOptions: new() { MaxDepth = 512 })!;

    /// <summary>Writes a tree with indentation.</summary>
    public static void Write(JsonNode node, Stream output)
    {
        using (var writer = new Utf8JsonWriter(output, Indented)) node.WriteTo(writer);
        output.Write("\n"u8);
    }

    /// <summary>Returns a tree as indented text.</summary>
    public static string Indent(JsonNode node)
    {
        using var text = new MemoryStream();
        Write(node, text);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
