namespace Versori.Connectors.Generation.Sources;

/// <summary>Headers of recorded or described requests that are no parameters of an endpoint.</summary>
internal static class HeaderNames
{
    private static readonly HashSet<string> Ignored = new(StringComparer.OrdinalIgnoreCase)
    {
        "accept", "accept-charset", "accept-encoding", "accept-language", "alt-used", "baggage", "cache-control",
        "connection", "content-encoding", "content-length", "content-type", "cookie", "dnt", "expect", "forwarded",
        "host", "keep-alive", "newrelic", "origin", "postman-token", "pragma", "priority", "proxy-authorization",
        "proxy-connection", "purpose", "referer", "rtt", "save-data", "sentry-trace", "te", "traceparent",
        "tracestate", "trailer", "transfer-encoding", "upgrade", "upgrade-insecure-requests", "user-agent", "via",
        "viewport-width", "width", "downlink", "ect", "device-memory", "x-requested-with", "x-client-data",
        "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-newrelic-id", "x-postman-token",
    };

    /// <summary>Whether a header belongs to the transport, a browser or a tool.</summary>
    public static bool IsIgnored(string name) => name.Length == 0
        || name[0] == ':'
        || Ignored.Contains(name)
        || name.StartsWith("sec-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("x-b3-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("x-datadog-", StringComparison.OrdinalIgnoreCase);
}
