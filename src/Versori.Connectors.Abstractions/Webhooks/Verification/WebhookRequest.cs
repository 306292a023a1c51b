namespace Versori.Connectors;

/// <summary>A webhook's request as it came in. Its text shows neither headers nor body.</summary>
public sealed class WebhookRequest
{
    private readonly Dictionary<string, List<string>> _headers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a request over.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The absolute URL as the sender knows it, exactly as written: some systems sign it.</param>
    /// <param name="headers">The headers; one that came several times is given several times.</param>
    /// <param name="body">The body's raw bytes, before anything has read or changed them.</param>
    public WebhookRequest(string method, string url, IEnumerable<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(headers);
        (Method, Url, Body) = (method, url, body);
        foreach (var (name, value) in headers)
        {
            if (!_headers.TryGetValue(name, out var values)) _headers[name] = values = [];
            values.Add(value ?? "");
        }
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The absolute URL as the sender knows it.</summary>
    public string Url { get; }

    /// <summary>The body's raw bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The values of a header, in any case of its name; none when it is not there.</summary>
    public IReadOnlyList<string> Header(string name) => _headers.TryGetValue(name, out var values) ? values : [];

    /// <summary>The method and the size of the body.</summary>
    public override string ToString() => $"{Method}, {Body.Length} bytes";
}
