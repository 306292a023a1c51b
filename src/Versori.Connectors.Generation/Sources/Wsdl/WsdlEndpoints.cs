using System.Xml.Linq;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Makes an endpoint of each operation of a SOAP binding (WSDL §3).</summary>
internal sealed class WsdlEndpoints(WsdlIndex index, XsdConverter converter, Work work)
{
    private const int Maximum = 20_000;
    private const int MaximumSummary = 200;

    private readonly WsdlMessages _messages = new(index, converter);
    private readonly UniqueNames _ids = new();
    private readonly List<ConnectorEndpoint> _endpoints = [];
    private readonly List<ConnectorError> _warnings = [];

    public IReadOnlyList<ConnectorEndpoint> Endpoints => _endpoints;

    public IReadOnlyList<ConnectorError> Warnings => _warnings;

    public void Add(WsdlPort port)
    {
        if (index.Find("portType", port.Binding, "type") is not { } type)
        {
            Warn(port.Binding, "The binding refers to no port type of the document. It is left out.");
            return;
        }

        var soap = port.Version == SoapVersion.Soap11 ? WsdlNames.Soap11 : WsdlNames.Soap12;
        var style = (string?)port.Binding.Element(soap + "binding")?.Attribute("style") ?? "document";
        foreach (var bound in port.Binding.Elements(WsdlNames.Wsdl + "operation"))
        {
            work.Step();
            if (_endpoints.Count == Maximum)
            {
                Warn(bound, $"The document has more than {Maximum} operations. The others are left out.");
                return;
            }

            Add(port, type, bound, soap, style);
        }
    }

    private void Add(WsdlPort port, XElement type, XElement bound, XNamespace soap, string style)
    {
        var name = (string?)bound.Attribute("name");
        var operation = Declared(type, bound, name);
        if (operation is null || !WsdlNames.IsLocalName(name))
        {
            Warn(bound, "The port type has no operation of this name. It is left out.");
            return;
        }

        var settings = bound.Element(soap + "operation");
        var isRpc = ((string?)settings?.Attribute("style") ?? style) == "rpc";
        var request = new WsdlRequest(operation, bound, soap, isRpc, name!);
        if (_messages.Request(request, out var problem) is not { } message)
        {
            Warn(bound, $"{problem} The operation is left out.", ConnectorErrorCode.NotSupported);
            return;
        }

        var description = WsdlIndex.Documentation(operation) ?? WsdlIndex.Documentation(bound);
        var action = (string?)settings?.Attribute("soapAction");
        _endpoints.Add(new()
        {
            Id = _ids.Take(name!),
            Summary = SummaryOf(description),
            Description = description,
            Method = "POST",
            Path = port.Path,
            BaseUrl = port.BaseUrl,
            Tags = [port.Service],
            RequestBody = new()
            {
                ContentType = port.Version == SoapVersion.Soap11 ? "text/xml" : "application/soap+xml",
                Required = message.IsRequired,
                Schema = message.Schema,
            },
            Responses = _messages.Responses(request, port.Version),
            Soap = new()
            {
                Version = port.Version,
                Action = string.IsNullOrEmpty(action) || !IsHeaderText(action) ? null : action,
                Element = message.Element.LocalName,
                Namespace = message.Element.NamespaceName is { Length: > 0 } space ? space : null,
                QualifiesFields = false,
                HeaderParts = message.HeaderParts,
            },
        });
    }

    // The name of an overloaded operation is not unique; that of its input is (§2.4.5).
    private static XElement? Declared(XElement type, XElement bound, string? name)
    {
        var named = type.Elements(WsdlNames.Wsdl + "operation")
            .Where(operation => (string?)operation.Attribute("name") == name)
            .ToList();
        if (named.Count < 2) return named.Count == 0 ? null : named[0];
        var input = (string?)bound.Element(WsdlNames.Wsdl + "input")?.Attribute("name");
        return named.Find(operation =>
            (string?)operation.Element(WsdlNames.Wsdl + "input")?.Attribute("name") == input) ?? named[0];
    }

    private static bool IsHeaderText(string text) => text.All(c => c is >= ' ' and <= '~' and not ('"' or '\\'));

    private static string? SummaryOf(string? description)
    {
        if (description is null) return null;
        var line = description.Split('\n')[0].Trim();
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end > 0 ? line[..(end + 1)] : line;
        return sentence.Length <= MaximumSummary ? sentence : sentence[..MaximumSummary];
    }

    private void Warn(
        XElement element, string message, ConnectorErrorCode code = ConnectorErrorCode.InvalidDocument)
    {
        const int MaximumWarnings = 1000;
        if (_warnings.Count == MaximumWarnings) return;
        _warnings.Add(new()
        {
            Code = code,
            Message = message,
            Location = WsdlPlace.Of(element),
            Line = SafeXml.LineOf(element),
        });
    }
}
