using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>Writes JSON as the content of an element.</summary>
/// <param name="space">The namespace of elements whose schema has none; <see langword="null"/>: none.</param>
/// <param name="writesNull">Whether null is an element with <c>xsi:nil</c>. Otherwise it is omitted.</param>
internal readonly struct XmlFieldWriter(string? space, bool writesNull)
{
    private readonly XNamespace _space = XNamespace.Get(space ?? "");

    /// <summary>Returns the element, or <see langword="null"/> and a problem.</summary>
    /// <param name="name">The name of the element; <see langword="null"/> if its schema has it.</param>
    /// <param name="value">The content.</param>
    /// <param name="schema">The schema of the content.</param>
    /// <param name="problem">The problem with the content, if there is one.</param>
    public XElement? Write(XName? name, JsonNode value, SchemaView? schema, ref string? problem)
    {
        try
        {
            var root = new XElement(name ?? NameOf(schema, schema?.ReferenceName ?? "root"));
            Declare(root, schema);
            Fill(root, value, schema, ref problem);
            return problem is null ? root : null;
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException)
        {
            problem = "A field has a name that XML does not allow. Pass the body as text.";
            return null;
        }
    }

    private void Fill(XElement element, JsonNode value, SchemaView? schema, ref string? problem)
    {
        switch (value)
        {
            case JsonObject fields:
                // XML Schema part 1 §3.8: the elements of a sequence have an order.
                foreach (var (name, field) in writesNull ? Ordered(fields, schema) : fields)
                {
                    AddField(element, name, field, schema?.Property(name), ref problem);
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

    /// <summary>Returns the fields in the order of the schema, and then the others.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Ordered(JsonObject fields, SchemaView? schema)
    {
        var order = (schema?.PropertyNames ?? []).ToList();
        return fields.OrderBy(field => order.IndexOf(field.Key) is >= 0 and var index ? index : int.MaxValue);
    }

    private void AddField(
        XElement parent, string name, JsonNode? value, SchemaView? schema, ref string? problem)
    {
        if (value is null)
        {
            AddNull(parent, schema, name);
        }
        else if (value is JsonArray items)
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
            parent.SetAttributeValue(AttributeName(schema, name), TextOf(value, ref problem));
        }
        else
        {
            var element = Element(schema, name);
            parent.Add(element);
            Fill(element, value, schema, ref problem);
        }
    }

    private void AddItem(
        XElement parent, JsonNode? value, SchemaView? schema, string name, ref string? problem)
    {
        if (value is null)
        {
            AddNull(parent, schema, name);
            return;
        }

        var element = Element(schema, name);
        parent.Add(element);
        Fill(element, value, schema, ref problem);
    }

    private XElement Element(SchemaView? schema, string name)
    {
        var element = new XElement(NameOf(schema, name));
        Declare(element, schema);
        return element;
    }

    private XName NameOf(SchemaView? schema, string name)
    {
        var local = LocalName(schema, name);
        return schema?.Xml("namespace") is { Length: > 0 } own ? XNamespace.Get(own) + local : _space + local;
    }

    // An attribute without a prefix is in no namespace (XML namespaces §6.2).
    private static XName AttributeName(SchemaView? schema, string name)
    {
        var local = LocalName(schema, name);
        return schema?.Xml("namespace") is { Length: > 0 } own ? XNamespace.Get(own) + local : local;
    }

    private static string LocalName(SchemaView? schema, string name) =>
        XmlConvert.VerifyNCName(schema?.Xml("name") ?? name);

    // XML Schema part 1 §2.6.2. An attribute cannot be null.
    private void AddNull(XElement parent, SchemaView? schema, string name)
    {
        if (!writesNull || schema?.Xml("attribute") == "true") return;
        var element = Element(schema, name);
        element.SetAttributeValue(SoapNames.Instance + "nil", "true");
        parent.Add(element);
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
