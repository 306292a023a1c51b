using System.Xml.Linq;
using Versori.Connectors.Authentication.OAuth2.Responses;

namespace Versori.Connectors.Invocation;

/// <summary>Reads faults (SOAP 1.1 §4.4, SOAP 1.2 part 1 §5.4).</summary>
internal static class SoapFault
{
    public static EndpointProblem Read(XElement fault, string? messageElement, IEnumerable<string> secrets)
    {
        var is12 = fault.Name.Namespace == SoapNames.Soap12;
        var detail = is12 ? Child(fault, "Detail") : Child(fault, "detail");
        var reason = is12 ? ReasonOf(fault) : Child(fault, "faultstring")?.Value;
        var code = is12 ? CodeOf(fault) : Child(fault, "faultcode")?.Value;
        var stated = messageElement is null
            ? null
            : detail?.Descendants().FirstOrDefault(element => element.Name.LocalName == messageElement)?.Value;
        return new()
        {
            Code = ServerWords.Clean(WithoutPrefix(code), secrets),
            Title = ServerWords.Clean(reason, secrets),
            Detail = ServerWords.Clean(DetailOf(detail), secrets),
            Message = ServerWords.Clean(stated, secrets) ?? ServerWords.Clean(reason, secrets),
        };
    }

    // Some systems qualify the elements of SOAP 1.1 faults, although they have no namespace.
    private static XElement? Child(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    // The texts are one for each language. English is preferred because messages are in English.
    private static string? ReasonOf(XElement fault)
    {
        var texts = Child(fault, "Reason")?.Elements().ToArray() ?? [];
        var english = Array.Find(texts, text => text.Attribute(XNamespace.Xml + "lang")?.Value
            .StartsWith("en", StringComparison.OrdinalIgnoreCase) == true);
        return (english ?? texts.FirstOrDefault())?.Value;
    }

    // The innermost subcode is the most precise.
    private static string? CodeOf(XElement fault)
    {
        var code = Child(fault, "Code");
        while (code is not null && Child(code, "Subcode") is { } inner && Child(inner, "Value") is not null)
            code = inner;
        return code is null ? null : Child(code, "Value")?.Value;
    }

    private static string? WithoutPrefix(string? name)
    {
        var text = name?.Trim();
        return text?.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? text[(colon + 1)..] : text;
    }

    // The texts of the detail's elements, each once.
    private static string? DetailOf(XElement? detail) => detail is null
        ? null
        : string.Join(' ', detail.DescendantNodes().OfType<XText>().Select(text => text.Value.Trim())
            .Where(text => text.Length > 0));
}
