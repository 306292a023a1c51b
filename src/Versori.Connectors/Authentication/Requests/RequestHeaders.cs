namespace Versori.Connectors.Authentication.Requests;

/// <summary>The header fields of a request as they will be sent, including those of its content.</summary>
internal static class RequestHeaders
{
    /// <summary>
    /// Returns a field's value; several values are joined by a comma (RFC 9110 §5.3). <see langword="null"/> when the
    /// request does not have the field.
    /// </summary>
    public static string? Find(HttpRequestMessage request, string name)
    {
        if (string.Equals(name, "host", StringComparison.OrdinalIgnoreCase)) return Host(request);
        if (request.Headers.NonValidated.TryGetValues(name, out var values)) return values.ToString();
        if (request.Content is not { } content) return null;
        if (content.Headers.NonValidated.TryGetValues(name, out values)) return values.ToString();
        return string.Equals(name, "content-length", StringComparison.OrdinalIgnoreCase)
            ? content.Headers.ContentLength?.ToString(null, null)
            : null;
    }

    /// <summary>
    /// Returns the <c>Host</c> field (RFC 9110 §7.2). A port is included only if it is not the scheme's default.
    /// </summary>
    public static string Host(HttpRequestMessage request)
    {
        var uri = request.RequestUri!;
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return request.Headers.Host ?? (uri.IsDefaultPort ? host : $"{host}:{uri.Port}");
    }

    /// <summary>Sets a field, and replaces its current value.</summary>
    public static void Set(HttpRequestMessage request, string name, string value)
    {
        Remove(request, name);
        if (request.Headers.TryAddWithoutValidation(name, value)) return;
        if (request.Content?.Headers.TryAddWithoutValidation(name, value) == true) return;
        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidArgument,
            Message = $"'{name}' is a header of a request's content, but this request has no content.",
            Location = name,
        });
    }

    public static void Remove(HttpRequestMessage request, string name)
    {
        request.Headers.Remove(name);
        if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)) request.Content?.Headers.Remove(name);
    }
}
