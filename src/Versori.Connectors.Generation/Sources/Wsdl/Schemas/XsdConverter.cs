using System.Text.Json.Nodes;
using System.Xml.Linq;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Converts the elements and complex types of XML Schema (part 1) to JSON Schemas. Named types become shared schemas,
/// so that types may contain themselves. Every qualified element states its namespace in the <c>xml</c> object.
/// </summary>
internal sealed class XsdConverter(XsdIndex index, Work work)
{
    private const int MaximumDepth = 64;

    private readonly XsdSimpleTypes _simple = new(index);
    private readonly OrderedDictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<XElement, string> _names = [];
    private readonly Queue<(string Name, XElement Type)> _pending = new();
    private readonly UniqueNames _unique = new();

    /// <summary>Returns the schemas that others refer to.</summary>
    public IReadOnlyDictionary<string, JsonSchema> Complete()
    {
        while (_pending.TryDequeue(out var next))
        {
            work.Step();
            _schemas[next.Name] = JsonSchema.Parse(Complex(next.Type).ToJsonString());
        }

        return _schemas;
    }

    /// <summary>Returns the content of a global element: an object with its fields, or a simple value.</summary>
    public JsonObject? Content(XName element)
    {
        if (index.Find("element", element) is not { } declared) return null;
        if (TypeOf(declared) is { } type) return Complex(type);
        return SimpleOf(declared);
    }

    /// <summary>Returns the schema of a value of a type.</summary>
    public JsonObject OfType(XName? type) => index.Find("complexType", type) is { } complex
        ? Reference(complex, type!.LocalName)
        : _simple.Named(type);

    /// <summary>Returns the schema of a global element as a property of another.</summary>
    public JsonObject? OfElement(XName name)
    {
        if (index.Find("element", name) is not { } declared) return null;
        var schema = Value(declared, name.LocalName);
        SetXml(schema, name);
        return schema;
    }

    private JsonObject Complex(XElement type)
    {
        // A value with attributes is written as the value alone.
        if (type.Element(WsdlNames.Xsd + "simpleContent") is { } simple) return SimpleContent(simple);
        var content = new Fields();
        AddType(type, content, 0);
        var schema = new JsonObject { ["type"] = "object" };
        if (Documentation(type) is { } text) schema["description"] = text;
        schema["properties"] = content.Properties;
        if (content.Required.Count > 0) schema["required"] = content.Required;
        if (!content.IsOpen) schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject SimpleContent(XElement content)
    {
        var derived = content.Elements().FirstOrDefault(one => one.Name.LocalName is "extension" or "restriction");
        if (derived is null) return new() { ["type"] = "string" };
        for (var depth = 0; depth < MaximumDepth; depth++)
        {
            var name = index.Reference(derived, "base");
            if (index.Find("complexType", name) is not { } complex) return _simple.Named(name);
            derived = complex.Elements(WsdlNames.Xsd + "simpleContent").Elements()
                .FirstOrDefault(one => one.Name.LocalName is "extension" or "restriction");
            if (derived is null) break;
        }

        return new() { ["type"] = "string" };
    }

    // §3.4.2: an extension has the content of its base, and then its own.
    private void AddType(XElement type, Fields content, int depth)
    {
        work.Step();
        if (depth > MaximumDepth || !content.Expanded.Add(type)) return;
        if (type.Element(WsdlNames.Xsd + "complexContent") is { } complex)
        {
            foreach (var derived in complex.Elements())
            {
                var isExtension = derived.Name == WsdlNames.Xsd + "extension";
                if (!isExtension && derived.Name != WsdlNames.Xsd + "restriction") continue;
                var inherited = index.Find("complexType", index.Reference(derived, "base"));
                if (isExtension && inherited is not null) AddType(inherited, content, depth + 1);
                AddParticles(derived, content, new(true, false), depth);
            }

            return;
        }

        AddParticles(type, content, new(true, false), depth);
    }

    private void AddParticles(XElement parent, Fields content, Occurrence outer, int depth)
    {
        work.Step();
        if (depth > MaximumDepth) return;
        foreach (var particle in parent.Elements())
        {
            if (particle.Name.Namespace != WsdlNames.Xsd) continue;
            var occurrence = outer.With(particle);
            switch (particle.Name.LocalName)
            {
                case "sequence" or "all":
                    AddParticles(particle, content, occurrence, depth + 1);
                    break;
                case "choice":
                    AddParticles(particle, content, occurrence with { IsRequired = false }, depth + 1);
                    break;
                case "group" or "attributeGroup":
                    var kind = particle.Name.LocalName;
                    if (index.Find(kind, index.Reference(particle, "ref")) is { } group && content.Expanded.Add(group))
                        AddParticles(group, content, occurrence, depth + 1);
                    break;
                case "element":
                    AddElement(particle, content, occurrence);
                    break;
                case "attribute":
                    AddAttribute(particle, content);
                    break;
                case "any" or "anyAttribute":
                    content.IsOpen = true;
                    break;
            }
        }
    }

    private void AddElement(XElement particle, Fields content, Occurrence occurrence)
    {
        var reference = index.Reference(particle, "ref");
        var declared = reference is null ? particle : index.Find("element", reference);
        var local = (string?)declared?.Attribute("name");
        if (declared is null || !WsdlNames.IsLocalName(local)) return;
        var name = reference ?? index.LocalSpace(particle) + local!;
        if (content.Properties.ContainsKey(local!)) return;
        var schema = Value(declared, local!);
        SetXml(schema, name);
        if (Documentation(particle) is { } text) schema["description"] = text;
        content.Properties[local!] = occurrence.IsRepeated
            ? new JsonObject { ["type"] = "array", ["items"] = schema }
            : schema;
        if (occurrence.IsRequired) content.Required.Add((JsonNode?)JsonValue.Create(local));
    }

    private void AddAttribute(XElement particle, Fields content)
    {
        if ((string?)particle.Attribute("use") == "prohibited") return;
        var reference = index.Reference(particle, "ref");
        var declared = reference is null ? particle : index.Find("attribute", reference);
        var local = (string?)declared?.Attribute("name");
        if (declared is null || !WsdlNames.IsLocalName(local)) return;
        var name = reference ?? index.LocalSpace(particle) + local!;

        // An attribute may have the name of an element.
        var property = content.Properties.ContainsKey(local!) ? $"{local}Attribute" : local!;
        if (content.Properties.ContainsKey(property)) return;
        var schema = declared.Element(WsdlNames.Xsd + "simpleType") is { } inner
            ? _simple.Of(inner)
            : _simple.Named(index.Reference(declared, "type"));
        SetXml(schema, name);
        var xml = (JsonObject?)schema["xml"] ?? [];
        xml["attribute"] = true;
        if (property != local) xml["name"] = local;
        schema["xml"] = xml;
        content.Properties[property] = schema;
        if ((string?)particle.Attribute("use") == "required")
            content.Required.Add((JsonNode?)JsonValue.Create(property));
    }

    private JsonObject Value(XElement element, string name)
    {
        var schema = TypeOf(element) is { } complex
            ? Reference(complex, (string?)complex.Attribute("name") ?? name)
            : SimpleOf(element);
        if ((string?)element.Attribute("nillable") is "true" or "1") schema = Nullable(schema);
        if ((string?)element.Attribute("default") is { } text && (string?)schema["type"] == "string")
            schema["default"] = text;
        return schema;
    }

    // The complex type of an element, its own or one with a name.
    private XElement? TypeOf(XElement element) => element.Element(WsdlNames.Xsd + "complexType")
        ?? index.Find("complexType", index.Reference(element, "type"));

    private JsonObject SimpleOf(XElement element)
    {
        if (element.Element(WsdlNames.Xsd + "simpleType") is { } inner) return _simple.Of(inner);

        // §3.3.2: without a type, any content is allowed.
        return index.Reference(element, "type") is { } type ? _simple.Named(type) : [];
    }

    private JsonObject Reference(XElement type, string name)
    {
        if (!_names.TryGetValue(type, out var known))
        {
            known = _unique.Take(name);
            _names[type] = known;
            _pending.Enqueue((known, type));
        }

        return new() { ["$ref"] = $"#/schemas/{known}" };
    }

    private static JsonObject Nullable(JsonObject schema)
    {
        if (schema["$ref"] is not null)
            return new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        if (schema["type"] is not { } type) return schema;
        schema["type"] = new JsonArray(type.DeepClone(), "null");
        if (schema["enum"] is JsonArray values) values.Add(null);
        return schema;
    }

    private static void SetXml(JsonObject schema, XName name)
    {
        if (name.Namespace != XNamespace.None)
            schema["xml"] = new JsonObject { ["namespace"] = name.NamespaceName };
    }

    private static string? Documentation(XElement element)
    {
        const int Maximum = 2000;
        var text = element.Elements(WsdlNames.Xsd + "annotation").Elements(WsdlNames.Xsd + "documentation")
            .FirstOrDefault()?.Value.Trim();
        return text is not { Length: > 0 } ? null : text.Length > Maximum ? text[..Maximum] : text;
    }

    private sealed class Fields
    {
        public JsonObject Properties { get; } = [];

        public JsonArray Required { get; } = [];

        /// <summary>The types and groups that were added. A second time they add nothing.</summary>
        public HashSet<XElement> Expanded { get; } = [];

        public bool IsOpen { get; set; }
    }

    private readonly record struct Occurrence(bool IsRequired, bool IsRepeated)
    {
        public Occurrence With(XElement particle) => new(
            IsRequired && (string?)particle.Attribute("minOccurs") != "0",
            IsRepeated || (string?)particle.Attribute("maxOccurs") is not (null or "0" or "1"));
    }
}
