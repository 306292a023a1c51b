using System.Xml.Linq;

namespace Versori.Connectors.Generation.Sources;

/// <summary>The messages, port types, bindings and services of all documents (WSDL §2.1.2).</summary>
internal sealed class WsdlIndex
{
    private static readonly string[] Kinds = ["message", "portType", "binding", "service"];

    private readonly Dictionary<(string Kind, XName Name), XElement> _components = [];
    private readonly List<XElement> _services = [];

    public WsdlIndex(IReadOnlyList<XElement> definitions)
    {
        First = definitions[0];
        foreach (var document in definitions)
        {
            XNamespace space = (string?)document.Attribute("targetNamespace") ?? "";
            foreach (var component in document.Elements())
            {
                var kind = component.Name.LocalName;
                if (component.Name.Namespace != WsdlNames.Wsdl || !Kinds.Contains(kind, StringComparer.Ordinal))
                    continue;
                if ((string?)component.Attribute("name") is not { } name || !WsdlNames.IsLocalName(name)) continue;
                _components.TryAdd((kind, space + name), component);
                if (kind == "service") _services.Add(component);
            }
        }
    }

    /// <summary>The first document.</summary>
    public XElement First { get; }

    /// <summary>The services, in their order.</summary>
    public IReadOnlyList<XElement> Services => _services;

    /// <summary>The bindings, for documents without services.</summary>
    public IEnumerable<XElement> Bindings =>
        _components.Where(one => one.Key.Kind == "binding").Select(one => one.Value);

    /// <summary>Returns the component that an attribute of an element refers to.</summary>
    public XElement? Find(string kind, XElement element, string attribute)
    {
        var name = WsdlNames.Resolve(element, (string?)element.Attribute(attribute));
        if (name is null) return null;
        if (_components.GetValueOrDefault((kind, name)) is { } found) return found;

        // Some documents leave out the prefix.
        XNamespace own = (string?)element.AncestorsAndSelf(WsdlNames.Wsdl + "definitions").FirstOrDefault()
            ?.Attribute("targetNamespace") ?? "";
        return _components.GetValueOrDefault((kind, own + name.LocalName));
    }

    /// <summary>What an element says about itself.</summary>
    public static string? Documentation(XElement? element)
    {
        const int Maximum = 10_000;
        var text = element?.Element(WsdlNames.Wsdl + "documentation")?.Value.Trim();
        return text is not { Length: > 0 } ? null : text.Length > Maximum ? text[..Maximum] : text;
    }
}
