namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Addresses without TLS.</summary>
internal static class PlainHttp
{
    /// <summary>
    /// Whether credentials are sent to an address only if the definition allows it. Those of this machine need no TLS.
    /// </summary>
    public static bool IsRefused(string? url) =>
        url?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true
        && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback);
}
