using Versori.Connectors.Generation.OpenApi.Export;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Reads all entries of a <c>content</c> object (OpenAPI 3.1 §4.8.14), the preferred one first. The others keep the
/// order of the document.
/// </summary>
internal sealed class ContentReader(SchemaCatalog schemas, ReferenceResolver references)
{
    /// <summary>Returns the contents; empty if there are none.</summary>
    public EndpointContent[] Read(Node content)
    {
        if (MediaTypes.Preferred(content) is not var (preferred, media)) return [];
        var contents = new List<EndpointContent> { Read(preferred, media) };
        foreach (var (name, other) in content.Entries())
        {
            if (name == preferred || !other.IsObject) continue;
            var read = Read(name, other);

            // Most documents repeat the schema for each media type. It is stated once.
            var isSame = read.Schema is not null && read.Schema.Equals(contents[0].Schema);
            contents.Add(isSame ? read with { Schema = null } : read);
        }

        return [.. contents];
    }

    /// <summary>Returns the example of a parameter, a media type or a schema in 2.0, if there is one.</summary>
    public static JsonFragment? Example(Node node, ReferenceResolver references)
    {
        if (node.Find("example") is { } example) return new(example.Value);
        if (node.Find("x-example") is { } extension) return new(extension.Value);
        if (node.Find("examples") is not { IsObject: true } examples) return null;
        foreach (var (_, entry) in examples.Members())
        {
            if (references.Resolve(entry) is not { } resolved) continue;
            // OpenAPI 3.2 §4.19: "dataValue" is the value before it is serialized.
            if ((resolved.Find("dataValue") ?? resolved.Find("value")) is { } value) return new(value.Value);
        }

        return null;
    }

    // OpenAPI 3.2 §4.7: a media type can be a reference to one in the components.
    private EndpointContent Read(string contentType, Node node) =>
        references.Resolve(node) is { } media ? ReadMedia(contentType, media) : new() { ContentType = contentType };

    private EndpointContent ReadMedia(string contentType, Node media) => new()
    {
        ContentType = contentType,
        Schema = media.Find("schema") is { } schema ? schemas.Read(schema) : null,
        ItemSchema = (media.Find("itemSchema") ?? media.Find(ExtensionNames.ItemSchema)) is { } item
            ? schemas.Read(item)
            : null,
        Encoding = Encoding(media),
        Example = Example(media, references),
    };

    // OpenAPI 3.1 §4.8.15. Headers of parts are those that the caller gives.
    private static Dictionary<string, FieldEncoding> Encoding(Node media)
    {
        var encoding = new Dictionary<string, FieldEncoding>(StringComparer.Ordinal);
        foreach (var (name, entry) in media.Object("encoding")?.Entries() ?? [])
        {
            if (!entry.IsObject || OriginalParameter.Of(entry) is not { } node) continue;
            encoding[name] = new()
            {
                ContentType = node.Text("contentType"),
                Style = ParameterReader.Style(node),
                Explode = node.Flag("explode"),
                AllowReserved = node.Flag("allowReserved") == true,
            };
        }

        return encoding;
    }
}
