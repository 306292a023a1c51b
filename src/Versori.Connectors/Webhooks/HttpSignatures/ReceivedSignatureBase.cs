using System.Text;
using Versori.Connectors.Authentication.HttpMessageSignatures;

namespace Versori.Connectors.Webhooks;

/// <summary>Creates the signature base of a received request (RFC 9421 §2.5).</summary>
internal static class ReceivedSignatureBase
{
    /// <returns>The signature base, or <see langword="null"/> if a component is missing.</returns>
    public static string? Of(WebhookRequest request, ReceivedSignature signature)
    {
        var text = new StringBuilder();
        foreach (var component in signature.Components)
        {
            // RFC 9421 §2.5: a line break would start another component.
            if (ValueOf(component, request) is not { } value || value.AsSpan().ContainsAny('\r', '\n')) return null;
            text.Append(component.Identifier).Append(": ").Append(value).Append('\n');
        }

        return text.Append("\"@signature-params\": ").Append(signature.Input).ToString();
    }

    private static string? ValueOf(SignatureComponent component, WebhookRequest request)
    {
        if (!component.Name.StartsWith('@')) return Field(request, component.Name);
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var url)) return null;
        var (path, query) = WebhookRequestReader.Target(request.Url);
        path = path.Length == 0 ? "/" : path;
        return component.Name switch
        {
            "@method" => request.Method,
            "@scheme" => url.Scheme,

            // RFC 9421 §2.2.3: in lower case, without the default port of the scheme.
            "@authority" => (url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port}").ToLowerInvariant(),
            "@target-uri" => request.Url.Split('#')[0],
            "@request-target" => request.Url.Split('#')[0].Contains('?', StringComparison.Ordinal)
                ? $"{path}?{query}"
                : path,
            "@path" => path,
            "@query" => $"?{query}",
            _ => QueryParameter(query, component.Parameter),
        };
    }

    // RFC 9421 §2.1: several field lines form one list. White space around each line is removed.
    private static string? Field(WebhookRequest request, string name) =>
        request.Header(name) is { Count: > 0 } lines
            ? string.Join(", ", lines.Select(line => line.Trim(' ', '\t')))
            : null;

    // RFC 9421 §2.2.8: decoded as a form and encoded again. A name that occurs several times cannot be covered.
    private static string? QueryParameter(string query, string? name) =>
        WebhookRequestReader
            .Pairs(query)
            .Where(pair => Uri.EscapeDataString(pair.Name) == name)
            .ToArray() is [var (_, value)]
            ? Uri.EscapeDataString(value)
            : null;
}
