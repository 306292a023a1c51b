using System.Xml.Linq;

namespace Versori.Connectors.Generation.Sources;

/// <summary>The global components of all schemas, by kind and name (XML Schema part 1 §2.2).</summary>
internal sealed class XsdIndex
{
    private readonly Dictionary<(string Kind, XName Name), XElement> _components = [];
    private readonly Dictionary<XElement, XNamespace> _spaces = [];

    public XsdIndex(IEnumerable<(XElement Schema, XNamespace Space)> schemas)
    {
        foreach (var (schema, space) in schemas)
        {
            _spaces[schema] = space;
            foreach (var component in schema.Elements())
            {
                if (component.Name.Namespace != WsdlNames.Xsd) continue;
                if ((string?)component.Attribute("name") is not { } name || !WsdlNames.IsLocalName(name)) continue;
                _components.TryAdd((component.Name.LocalName, space + name), component);
            }
        }
    }

    /// <summary>Returns a global component, such as an <c>element</c> or a <c>complexType</c>.</summary>
    public XElement? Find(string kind, XName? name) =>
        name is null ? null : _components.GetValueOrDefault((kind, name));

    /// <summary>Returns the name that an attribute refers to, such as <c>type</c> or <c>ref</c>.</summary>
    public XName? Reference(XElement component, string attribute)
    {
        var name = WsdlNames.Resolve(component, (string?)component.Attribute(attribute));
        if (name is null || name.Namespace != XNamespace.None) return name;

        // A schema that takes over the namespace of another refers to its own components without one.
        return SpaceOf(component) + name.LocalName;
    }

    /// <summary>The namespace of the schema that contains a component.</summary>
    public XNamespace SpaceOf(XElement component) =>
        SchemaOf(component) is { } schema ? _spaces.GetValueOrDefault(schema, XNamespace.None) : XNamespace.None;

    /// <summary>The namespace of a local element or attribute; none if it is not qualified (§3.3.2).</summary>
    public XNamespace LocalSpace(XElement component)
    {
        var isElement = component.Name.LocalName == "element";
        var form = (string?)component.Attribute("form")
            ?? (string?)SchemaOf(component)?.Attribute(isElement ? "elementFormDefault" : "attributeFormDefault");
        return form == "qualified" ? SpaceOf(component) : XNamespace.None;
    }

    private static XElement? SchemaOf(XElement component) =>
        component.AncestorsAndSelf(WsdlNames.Xsd + "schema").FirstOrDefault();
}
