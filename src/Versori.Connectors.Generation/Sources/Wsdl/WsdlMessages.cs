using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Reads the messages of operations (WSDL §2.3, §3.5): document/literal, wrapped or bare, and rpc/literal.
/// </summary>
internal sealed class WsdlMessages(WsdlIndex index, XsdConverter converter)
{
    /// <summary>Returns the request; <see langword="null"/> and a problem if it cannot be sent.</summary>
    public WsdlMessage? Request(WsdlRequest request, out string? problem)
    {
        var input = request.Bound.Element(WsdlNames.Wsdl + "input");
        var message = Message(request, "input");
        if (message is null)
        {
            problem = "The operation has no input message.";
            return null;
        }

        if (Body(input, request.Soap) is { } body && (string?)body.Attribute("use") == "encoded")
        {
            problem = "The encoding of SOAP (use=\"encoded\") is not supported, only literal messages.";
            return null;
        }

        var headers = Headers(input, request.Soap);
        var parts = Parts(message, input, request.Soap, headers);
        var content = request.IsRpc ? Rpc(request, input, parts) : Document(parts);
        problem = content is null
            ? "The body of a message in document style has exactly one part, which names an element."
            : null;
        if (content is not var (element, schema)) return null;
        if (!IsObject(schema))
        {
            problem = $"The request is the element '{element.LocalName}' without fields of its own.";
            return null;
        }

        var header = AddHeaders(schema, headers);
        return new(
            element, JsonSchema.Parse(schema.ToJsonString()), schema["required"] is JsonArray { Count: > 0 }, header);
    }

    /// <summary>Returns the response and the faults.</summary>
    public IReadOnlyList<EndpointResponse> Responses(WsdlRequest request, SoapVersion version)
    {
        var contentType = version == SoapVersion.Soap11 ? "text/xml" : "application/soap+xml";
        var responses = new List<EndpointResponse>();
        var message = Message(request, "output");
        if (message is null)
        {
            // One-way (§2.4.1).
            responses.Add(new() { Status = "202" });
        }
        else
        {
            var output = request.Bound.Element(WsdlNames.Wsdl + "output");
            var parts = Parts(message, output, request.Soap, Headers(output, request.Soap));
            var content = request.IsRpc ? Rpc(request, output, parts) : Document(parts);
            responses.Add(new()
            {
                Status = "200",
                ContentType = contentType,
                Schema = content is var (_, schema) ? JsonSchema.Parse(schema.ToJsonString()) : null,
            });
        }

        var faults = request.Operation.Elements(WsdlNames.Wsdl + "fault")
            .Select(fault => (string?)fault.Attribute("name"))
            .Where(WsdlNames.IsLocalName)
            .Take(20)
            .ToList();
        if (faults.Count > 0)
        {
            responses.Add(new()
            {
                Status = "500",
                Description = $"A fault: {string.Join(", ", faults)}.",
                ContentType = contentType,
            });
        }

        return responses;
    }

    private XElement? Message(WsdlRequest request, string direction) =>
        request.Operation.Element(WsdlNames.Wsdl + direction) is { } declared
            ? index.Find("message", declared, "message")
            : null;

    // The body can be within a MIME binding, whose first part is the envelope.
    private static XElement? Body(XElement? direction, XNamespace soap) =>
        direction?.Descendants(soap + "body").FirstOrDefault();

    private List<(XElement Header, XElement Part)> Headers(XElement? direction, XNamespace soap)
    {
        var headers = new List<(XElement, XElement)>();
        foreach (var header in direction?.Elements(soap + "header") ?? [])
        {
            var part = index.Find("message", header, "message")?.Elements(WsdlNames.Wsdl + "part")
                .FirstOrDefault(one => (string?)one.Attribute("name") == (string?)header.Attribute("part"));
            if (part?.Attribute("element") is not null) headers.Add((header, part));
        }

        return headers;
    }

    private static List<XElement> Parts(
        XElement message, XElement? direction, XNamespace soap, List<(XElement Header, XElement Part)> headers)
    {
        var all = message.Elements(WsdlNames.Wsdl + "part").ToList();
        if ((string?)Body(direction, soap)?.Attribute("parts") is { } listed)
        {
            var names = listed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return all.FindAll(part => names.Contains((string?)part.Attribute("name"), StringComparer.Ordinal));
        }

        return all.FindAll(part => !headers.Exists(header => header.Part == part));
    }

    // WS-I Basic Profile 1.1 §4.4.1: one part that refers to an element.
    private (XName Element, JsonObject Schema)? Document(List<XElement> parts)
    {
        if (parts is not [var part]) return null;
        var name = WsdlNames.Resolve(part, (string?)part.Attribute("element"));
        return name is not null && converter.Content(name) is { } schema ? (name, schema) : null;
    }

    // §3.5: the element has the name of the operation, and its parts are not qualified.
    private (XName Element, JsonObject Schema)? Rpc(WsdlRequest request, XElement? direction, List<XElement> parts)
    {
        XNamespace space = (string?)Body(direction, request.Soap)?.Attribute("namespace") ?? "";
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var part in parts)
        {
            var name = (string?)part.Attribute("name");
            if (!WsdlNames.IsLocalName(name)) continue;
            var element = WsdlNames.Resolve(part, (string?)part.Attribute("element"));
            var schema = element is null
                ? converter.OfType(WsdlNames.Resolve(part, (string?)part.Attribute("type")))
                : converter.OfElement(element);
            if (schema is null || !properties.TryAdd(name!, schema)) continue;
            required.Add((JsonNode?)JsonValue.Create(name));
        }

        var result = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) result["required"] = required;
        result["additionalProperties"] = false;
        return (space + request.Name, result);
    }

    private static bool IsObject(JsonObject schema) =>
        schema["type"] is JsonValue type && type.GetValue<string>() == "object" && schema["properties"] is JsonObject;

    private List<SoapHeaderPart> AddHeaders(JsonObject schema, List<(XElement Header, XElement Part)> headers)
    {
        var result = new List<SoapHeaderPart>();
        var properties = (JsonObject)schema["properties"]!;
        foreach (var (_, part) in headers)
        {
            var name = WsdlNames.Resolve(part, (string?)part.Attribute("element"));
            if (name is null || converter.OfElement(name) is not { } value) continue;
            var field = properties.ContainsKey(name.LocalName) ? $"{name.LocalName}Header" : name.LocalName;
            if (!properties.TryAdd(field, value)) continue;
            result.Add(new()
            {
                Field = field,
                Element = name.LocalName,
                Namespace = name.NamespaceName is { Length: > 0 } space ? space : null,
            });
        }

        return result;
    }
}
