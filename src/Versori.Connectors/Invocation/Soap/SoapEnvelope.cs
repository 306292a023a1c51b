using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Versori.Connectors.Invocation;

/// <summary>Writes the request of a SOAP operation, in the document style.</summary>
internal sealed class SoapEnvelope(SoapOperation operation) : IBodyEnvelope
{
    private readonly XNamespace _soap = SoapNames.Of(operation.Version);

    public string ContentType => operation.Version == SoapVersion.Soap12 ? "application/soap+xml" : "text/xml";

    public string Accept => ContentType;

    public JsonSchema? Schema { get; } =
        JsonSchema.Parse("""{"type":"object","additionalProperties":false}""");

    public HttpContent? Write(object argument, JsonNode? fields, SchemaView? view, ref string? problem)
    {
        var header = new XElement(_soap + "Header");
        var content = argument switch
        {
            XDocument { Root: { } root } => new XElement(root),
            XElement element => new XElement(element),
            _ when fields is JsonObject values => Request(values, view, header, ref problem),
            _ => null,
        };
        if (content is null) problem ??= "The body of a SOAP operation consists of fields, or is an XElement.";
        if (problem is not null) return null;
        var envelope = new XElement(
            _soap + "Envelope",
            new XAttribute(XNamespace.Xmlns + "soap", _soap.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "xsi", SoapNames.Instance.NamespaceName),
            header.HasElements ? header : null,
            new XElement(_soap + "Body", content));
        var bytes = Encoding.UTF8.GetBytes(
            $"""<?xml version="1.0" encoding="utf-8"?>{XmlBodyWriter.Text(envelope)}""");
        return RequestBodyWriter.Bytes(bytes, MediaTypeOfRequest());
    }

    public void AddHeaders(HttpRequestMessage request)
    {
        if (operation.Version != SoapVersion.Soap11) return;

        // SOAP 1.1 §6.1.1: the header is required, and its value is in quotes.
        request.Headers.TryAddWithoutValidation("SOAPAction", $"\"{operation.Action}\"");
    }

    private string MediaTypeOfRequest()
    {
        var type = $"{ContentType}; charset=utf-8";
        return operation is { Version: SoapVersion.Soap12, Action: { } action } ? $"{type}; action=\"{action}\"" : type;
    }

    private XElement? Request(JsonObject fields, SchemaView? view, XElement header, ref string? problem)
    {
        var own = new JsonObject();
        foreach (var (name, value) in XmlFieldWriter.Ordered(fields, view))
        {
            if (operation.HeaderParts.FirstOrDefault(part => part.Field == name) is not { } part)
            {
                own[name] = value?.DeepClone();
                continue;
            }

            if (value is not null) header.Add(HeaderOf(part, value, view?.Property(name), ref problem));
        }

        var root = NameIn(operation.Namespace, operation.Element);
        var fieldSpace = operation.QualifiesFields ? operation.Namespace : null;
        return new XmlFieldWriter(fieldSpace, writesNull: true).Write(root, own, view, ref problem);
    }

    private XElement? HeaderOf(SoapHeaderPart part, JsonNode value, SchemaView? view, ref string? problem)
    {
        var space = part.Namespace ?? operation.Namespace;
        var name = NameIn(space, part.Element ?? part.Field);
        var element = new XmlFieldWriter(space, writesNull: true).Write(name, value, view, ref problem);
        if (part.MustUnderstand) element?.SetAttributeValue(_soap + "mustUnderstand", "1");
        return element;
    }

    private static XName NameIn(string? space, string name) => XNamespace.Get(space ?? "") + name;
}
