using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Writes fields as XML (OpenAPI 3.1 §4.8.26, XML Object): a property is an element, unless its schema says that it is
/// an attribute; the items of a list are elements without an element around them, unless the list is wrapped.
/// </summary>
internal static class XmlBodyWriter
{
    public static string? Write(JsonNode value, SchemaView? schema, ref string? problem)
    {
        try
        {
            var root = new XElement(NameOf(schema, schema?.ReferenceName ?? "root"));
            Declare(root, schema);
            Fill(root, value, schema, ref problem);
            return problem is null ? Text(root) : null;
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException)
        {
            problem = "A field has a name that XML does not allow. Pass the body as text.";
            return null;
        }
    }

    /// <summary>The text of XML, in which line breaks of values stay as they are.</summary>
    public static string Text(XNode xml)
    {
        var text = new StringBuilder();
        var settings = new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            NewLineHandling = NewLineHandling.Entitize,
            ConformanceLevel = ConformanceLevel.Auto,
        };
        using (var writer = XmlWriter.Create(text, settings)) xml.WriteTo(writer);
        return text.ToString();
    }

    private static void Fill(XElement element, JsonNode value, SchemaView? schema, ref string? problem)
    {
        switch (value)
        {
            case JsonObject fields:
                foreach (var (name, field) in fields)
                {
                    if (field is not null) AddField(element, name, field, schema?.Property(name), ref problem);
                }

                break;
            case JsonArray items:
                foreach (var item in items) AddItem(element, item, schema?.Items, "item", ref problem);
                break;
            default:
                element.Value = TextOf(value, ref problem);
                break;
        }
    }

    private static void AddField(
        XElement parent, string name, JsonNode value, SchemaView? schema, ref string? problem)
    {
        if (value is JsonArray items)
        {
            var list = parent;
            if (schema?.Xml("wrapped") == "true")
            {
                list = Element(schema, name);
                parent.Add(list);
            }

            // Without a wrapper, the name of the list has no effect; that of its items has.
            foreach (var item in items) AddItem(list, item, schema?.Items, name, ref problem);
        }
        else if (schema?.Xml("attribute") == "true")
        {
            parent.SetAttributeValue(NameOf(schema, name), TextOf(value, ref problem));
        }
        else
        {
            var element = Element(schema, name);
            parent.Add(element);
            Fill(element, value, schema, ref problem);
        }
    }

    private static void AddItem(
        XElement parent, JsonNode? value, SchemaView? schema, string name, ref string? problem)
    {
        if (value is null) return;
        var element = Element(schema, name);
        parent.Add(element);
        Fill(element, value, schema, ref problem);
    }

    private static XElement Element(SchemaView? schema, string name)
    {
        var element = new XElement(NameOf(schema, name));
        Declare(element, schema);
        return element;
    }

    private static XName NameOf(SchemaView? schema, string name)
    {
        var local = XmlConvert.VerifyNCName(schema?.Xml("name") ?? name);
        return schema?.Xml("namespace") is { Length: > 0 } space ? XNamespace.Get(space) + local : local;
    }

    private static void Declare(XElement element, SchemaView? schema)
    {
        if (schema?.Xml("namespace") is { Length: > 0 } space && schema.Xml("prefix") is { Length: > 0 } prefix)
            element.SetAttributeValue(XNamespace.Xmlns + prefix, space);
    }

    private static string TextOf(JsonNode value, ref string? problem)
    {
        var text = ArgumentCheck.Text(value);
        problem ??= PositionEncoder.XmlProblem(text);
        return problem is null ? text : "";
    }
}
