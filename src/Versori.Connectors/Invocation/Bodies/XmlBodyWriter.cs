using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Writes fields as XML (OpenAPI 3.1 §4.8.26, XML Object): a property is an element, unless its schema says that it is
/// an attribute; the items of a list are elements without an element around them, unless the list is wrapped.
/// </summary>
internal static class XmlBodyWriter
{
    public static string? Write(JsonNode value, SchemaView? schema, ref string? problem)
    {
        var root = new XmlFieldWriter(space: null, writesNull: false).Write(null, value, schema, ref problem);
        return root is null ? null : Text(root);
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
}
