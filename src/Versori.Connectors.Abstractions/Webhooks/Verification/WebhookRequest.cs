namespace Versori.Connectors;

/// <summary>A webhook's request as it was received. <see cref="ToString"/> shows neither headers nor body.</summary>
public sealed class WebhookRequest
{
    private readonly Dictionary<string, List<string>> _headers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">
    /// The absolute URL as the sender knows it, exactly as written, because some systems sign it.
    /// </param>
    /// <param name="headers">The headers. A header that was sent several times is listed several times.</param>
    /// <param name="body">The body's raw bytes, before anything has parsed or changed them.</param>
    public WebhookRequest(
        string method, string url, IEnumerable<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(headers);
        Method = method;
        Url = url;
        Body = body;
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

    /// <summary>
    /// Returns the values of a header, whose name is case-insensitive; empty if the request does not have it.
    /// </summary>
    public IReadOnlyList<string> Header(string name) => _headers.TryGetValue(name, out var values) ? values : [];

    /// <summary>Returns the method and the size of the body.</summary>
    public override string ToString() => $"{Method}, {Body.Length} bytes";
}
