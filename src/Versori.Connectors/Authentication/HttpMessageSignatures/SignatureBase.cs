using System.Text;

namespace Versori.Connectors.Authentication.HttpMessageSignatures;

/// <summary>The signature base of a message (RFC 9421 §2.5), and the signature parameters (§2.3).</summary>
internal static class SignatureBase
{
    /// <summary>Returns the inner list of components with its parameters, as in <c>Signature-Input</c>.</summary>
    public static string Input(IEnumerable<SignatureComponent> components, string parameters) =>
        $"({string.Join(' ', components.Select(component => component.Identifier))}){parameters}";

    /// <summary>Returns the signature base.</summary>
    /// <exception cref="ConnectorException">
    /// A component is missing in the request; the location is its name.
    /// </exception>
    public static string Of(HttpRequestMessage request, IEnumerable<SignatureComponent> components, string input)
    {
        var text = new StringBuilder();
        foreach (var component in components)
        {
            var value = component.ValueOf(request) ?? throw Missing(component);
            // RFC 9421 §2.5: the text after a line break would be read as another component.
            if (value.AsSpan().ContainsAny('\r', '\n')) throw Missing(component);
            text.Append(component.Identifier).Append(": ").Append(value).Append('\n');
        }

        return text.Append("\"@signature-params\": ").Append(input).ToString();
    }

    private static ConnectorException Missing(SignatureComponent component) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidArgument,
        Message = $"The auth method signs {component.Identifier}, but the request has no single valid value for it.",
        Location = component.Parameter ?? component.Name,
    });
}
