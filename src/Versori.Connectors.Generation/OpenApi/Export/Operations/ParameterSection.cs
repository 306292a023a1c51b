using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>Writes the parameters of an operation (OpenAPI 3.1 §4.8.12).</summary>
internal sealed class ParameterSection(Utf8JsonWriter writer, SchemaWriter schemas, ExportErrors errors)
{
    public void Write(ExportedOperation operation)
    {
        var others = new List<(ExportedParameter Parameter, string Pointer)>();
        var isStarted = false;
        foreach (var parameter in ExportedParameter.Of(operation))
        {
            var pointer = parameter.Index is { } index
                ? $"{operation.Pointer}/parameters/{index}"
                : $"{operation.Pointer}/path";
            if (parameter.In == ParameterLocation.Header && ParameterReader.IsReservedHeader(parameter.Name))
            {
                // §4.8.12.1: such a definition is ignored.
                errors.Add(pointer, $"OpenAPI ignores the header '{parameter.Name}'. It is left out.");
                continue;
            }

            if (parameter.In == ParameterLocation.QueryString)
            {
                others.Add((parameter, pointer));
                continue;
            }

            if (!isStarted) writer.WriteStartArray("parameters");
            isStarted = true;
            Write(parameter, pointer);
        }

        if (isStarted) writer.WriteEndArray();
        if (others.Count > 0) WriteOthers(others);
    }

    // OpenAPI 3.2 §4.12.1: a parameter that is the whole query.
    private void WriteOthers(List<(ExportedParameter Parameter, string Pointer)> others)
    {
        writer.WriteStartArray(ExtensionNames.Parameters);
        foreach (var (parameter, pointer) in others)
        {
            errors.Add(pointer, $"OpenAPI 3.1 has no location for '{parameter.Name}'. A client cannot send it.");
            Write(parameter, pointer);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a parameter that the import omits, because its operations have it, too.</summary>
    public void WriteSpanning(ExportedParameter parameter, string pointer) =>
        Write(parameter with { Index = null }, pointer);

    private void Write(ExportedParameter parameter, string pointer)
    {
        var source = parameter.Source;
        var hasContent = source.ContentType is not null;
        var hasOtherStyle = !hasContent && source.Style is { } style && !ParameterStyles.IsAllowed(style, parameter.In);
        var isText = hasOtherStyle && ParameterStyles.IsStructured(source.Schema);
        writer.WriteStartObject();
        writer.WriteString("name", parameter.Name);
        writer.WriteString("in", ParameterStyles.Text(parameter.In));
        if (source.Description is { } description) writer.WriteString("description", description);
        if (parameter.Required || parameter.In == ParameterLocation.Path) writer.WriteBoolean("required", true);
        if (!hasContent && !hasOtherStyle) WriteStyle(source);
        WriteReserved(source, parameter.In);
        if (source.Internal) writer.WriteBoolean("x-internal", true);
        if (source.AllowEmptyValue && parameter.In == ParameterLocation.Query)
            writer.WriteBoolean("allowEmptyValue", true);
        if (source.ContentType is null) WriteExample(source);
        if (isText) WriteText(source, pointer);
        else WriteSchema(source, pointer);
        WriteOriginals(parameter, hasOtherStyle, isText, pointer);
        writer.WriteEndObject();
    }

    private void WriteExample(EndpointParameter source)
    {
        if (source.Example is not { } example) return;
        writer.WritePropertyName("example");
        example.Root.WriteTo(writer);
    }

    private void WriteStyle(EndpointParameter source)
    {
        if (source.Style is { } style) writer.WriteString("style", ParameterStyles.Text(style));
        if (source.Explode is { } explode) writer.WriteBoolean("explode", explode);
    }

    // 3.1 has "allowReserved" for queries. The extensions of paths are those of Google's documents and of Kiota.
    private void WriteReserved(EndpointParameter source, ParameterLocation location)
    {
        if (!source.AllowReserved) return;
        if (location == ParameterLocation.Path)
        {
            writer.WriteBoolean("x-multi-segment", true);
            writer.WriteBoolean("x-ms-reserved-parameter", true);
        }
        else
        {
            var isField = location == ParameterLocation.Query && source.ContentType is null;
            writer.WriteBoolean(isField ? "allowReserved" : "x-ms-skip-url-encoding", true);
        }
    }

    private void WriteSchema(EndpointParameter source, string pointer)
    {
        if (source.ContentType is { } contentType)
        {
            writer.WriteStartObject("content");
            writer.WriteStartObject(contentType);
            if (source.Schema is { } inner) WriteSchema(inner, pointer);
            WriteExample(source);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        else
        {
            WriteSchema(source.Schema, pointer);
        }
    }

    private void WriteSchema(JsonSchema? schema, string pointer)
    {
        writer.WritePropertyName("schema");
        if (schema is not null)
        {
            schemas.Write(schema.Root, $"{pointer}/schema");
            return;
        }

        // A parameter has a schema or a content. An empty schema allows any value.
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    private void WriteText(EndpointParameter source, string pointer)
    {
        writer.WriteStartObject("schema");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
        errors.Add(
            $"{pointer}/style",
            $"OpenAPI 3.1 does not allow the style '{ParameterStyles.Text(source.Style!.Value)}' for '{source.Name}'. "
            + "The parameter is a text that the client joins itself.");
    }

    private void WriteOriginals(ExportedParameter parameter, bool hasOtherStyle, bool isText, string pointer)
    {
        var source = parameter.Source;
        var isSame = parameter.Index is not null
            && parameter.Name == source.Name && parameter.In == source.In && !hasOtherStyle;
        if (isSame) return;
        writer.WriteStartObject(ExtensionNames.Parameter);
        if (parameter.Index is null)
        {
            writer.WriteBoolean(ExtensionNames.Omit, true);
        }
        else
        {
            if (parameter.Name != source.Name) writer.WriteString("name", source.Name);
            if (parameter.In != source.In) writer.WriteString("in", ParameterStyles.Text(source.In));
            if (hasOtherStyle) WriteStyle(source);
            if (isText) WriteSchema(source.Schema, pointer);
        }

        writer.WriteEndObject();
    }
}
