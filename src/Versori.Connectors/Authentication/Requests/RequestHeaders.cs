namespace Versori.Connectors.Authentication.Requests;

/// <summary>The header fields of a request as they will be sent, those of its content included.</summary>
internal static class RequestHeaders
{
    /// <summary>A field's value, several joined by a comma (RFC 9110 §5.3); <see langword="null"/> when it is not there.</summary>
    public static string? Find(HttpRequestMessage request, string name)
    {
        if (string.Equals(name, "host", StringComparison.OrdinalIgnoreCase)) return Host(request);
        if (request.Headers.NonValidated.TryGetValues(name, out var values)) return values.ToString();
        if (request.Content is not { } content) return null;
        if (content.Headers.NonValidated.TryGetValues(name, out values)) return values.ToString();
        return string.Equals(name, "content-length", StringComparison.OrdinalIgnoreCase) ? content.Headers.ContentLength?.ToString(null, null) : null;
    }

    /// <summary>The <c>Host</c> field (RFC 9110 §7.2), with a port only where it is not the scheme's own.</summary>
    public static string Host(HttpRequestMessage request)
    {
        var uri = request.RequestUri!;
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return request.Headers.Host ?? (uri.IsDefaultPort ? host : $"{host}:{uri.Port}");
    }

    /// <summary>Sets a field in place of what is there.</summary>
    public static void Set(HttpRequestMessage request, string name, string value)
    {
        Remove(request, name);
        if (request.Headers.TryAddWithoutValidation(name, value)) return;
        if (request.Content?.Headers.TryAddWithoutValidation(name, value) == true) return;
        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidArgument,
            Message = $"The header '{name}' belongs to a request's content, and this request has none.",
            Location = name,
        });
    }

    public static void Remove(HttpRequestMessage request, string name)
    {
        request.Headers.Remove(name);
        if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)) request.Content?.Headers.Remove(name);
    }
}
