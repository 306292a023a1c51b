using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Makes the body of a request, in the form that its media type needs.</summary>
internal static class ExampleBody
{
    private static readonly byte[] File = Encoding.UTF8.GetBytes("text");

    /// <summary>Makes a body.</summary>
    /// <param name="content">The media type.</param>
    /// <param name="example">The example of the document.</param>
    /// <param name="validator">The validator of the definition.</param>
    /// <param name="options">The settings.</param>
    /// <param name="origin">Where the body comes from.</param>
    public static object? Make(
        BodyContent content,
        JsonElement? example,
        SchemaValidator validator,
        ExampleOptions options,
        ref ExampleOrigin origin)
    {
        if (content.Kind == MediaKind.Binary) return File;
        if (content.Kind == MediaKind.Multipart) return Fields(content, validator, options);
        var schema = content.Kind is MediaKind.JsonLines or MediaKind.JsonSequence
            ? content.ItemSchema ?? content.Schema
            : content.Schema;
        var value = Stated(content, example, schema, validator, ref origin) ?? Made(schema, validator, options);
        return content.Kind switch
        {
            MediaKind.Json => value,
            MediaKind.Form => value as JsonObject ?? [],
            MediaKind.Xml => Xml(content, value),
            MediaKind.JsonLines or MediaKind.JsonSequence => value as JsonArray ?? new JsonArray(value),
            _ => value is JsonValue ? ArgumentCheck.Text(value) : value?.ToJsonString() ?? "text",
        };
    }

    private static JsonNode? Stated(
        BodyContent content,
        JsonElement? example,
        JsonSchema? schema,
        SchemaValidator validator,
        ref ExampleOrigin origin)
    {
        if (example is not { } stated || ArgumentConverter.FromElement(stated) is not { } value) return null;
        if (content.Kind == MediaKind.Xml && value is not JsonObject) return null;
        if (schema is not null && validator.Check(schema.Root, value, isText: false).Count > 0) return null;
        origin = ExampleOrigin.Example;
        return value;
    }

    private static JsonNode? Made(JsonSchema? schema, SchemaValidator validator, ExampleOptions options) =>
        schema is null || schema.Root.ValueKind != JsonValueKind.Object || !schema.Root.EnumerateObject().Any()
            ? new JsonObject()
            : new ValueMaker(validator, options).Make(schema.Root).Value;

    // A name that XML does not allow needs a body that is written by hand.
    private static object Xml(BodyContent content, JsonNode? value)
    {
        string? problem = null;
        return value is not null && XmlBodyWriter.Write(value, content.View, ref problem) is not null && problem is null
            ? value
            : "<root/>";
    }

    private static Dictionary<string, object?> Fields(
        BodyContent content, SchemaValidator validator, ExampleOptions options)
    {
        var made = Made(content.Schema, validator, options);
        if (made is not JsonObject { Count: > 0 })
            made = Made(content.Schema, validator, options with { IncludesOptional = true });
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in made as JsonObject ?? [])
        {
            fields[name] = content.View?.Property(name) switch
            {
                { } view when IsFile(view, content, name) => File,
                { Items: { } items } when IsFile(items, content, name) => new object[] { File },
                _ => value,
            };
        }

        // A multipart body has at least one part (RFC 2046 §5.1.1).
        if (fields.Count == 0) fields["file"] = File;
        return fields;
    }

    private static bool IsFile(SchemaView view, BodyContent content, string name)
    {
        if (view.Types.Count > 0 && !view.Types.Contains("string", StringComparer.Ordinal)) return false;
        if (view.Format == "binary" || view.ContentMediaType is { }) return true;
        return content.Encoding.TryGetValue(name, out var encoding) && encoding.ContentType is { } type
            && view.Types.Count > 0 && MediaType.Of(FormBodyWriter.FirstOf(type)) == MediaKind.Binary;
    }
}
