using System.Text;

namespace Versori.Connectors.Authentication.HttpMessageSignatures;

/// <summary>What is signed of a message (RFC 9421 §2.5), and the parameters that say so (§2.3).</summary>
internal static class SignatureBase
{
    /// <summary>The inner list of components with its parameters, as it stands in <c>Signature-Input</c>.</summary>
    public static string Input(IEnumerable<SignatureComponent> components, string parameters) =>
        $"({string.Join(' ', components.Select(component => component.Identifier))}){parameters}";

    /// <summary>The signature base.</summary>
    /// <exception cref="ConnectorException">The request lacks a component; the location is its name.</exception>
    public static string Of(HttpRequestMessage request, IEnumerable<SignatureComponent> components, string input)
    {
        var text = new StringBuilder();
        foreach (var component in components)
        {
            var value = component.ValueOf(request) ?? throw Missing(component);
            // RFC 9421 §2.5: a line break would make another component of the rest.
            if (value.AsSpan().ContainsAny('\r', '\n')) throw Missing(component);
            text.Append(component.Identifier).Append(": ").Append(value).Append('\n');
        }

        return text.Append("\"@signature-params\": ").Append(input).ToString();
    }

    private static ConnectorException Missing(SignatureComponent component) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidArgument,
        Message = $"The request has no single {component.Identifier}, which the auth method signs.",
        Location = component.Parameter ?? component.Name,
    });
}
