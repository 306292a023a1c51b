namespace Versori.Connectors.Http;

/// <summary>
/// Marks requests whose URL comes from outside. They are sent through a pipeline with an <see cref="EgressGuard"/>.
/// </summary>
internal static class ExternalRequests
{
    private static readonly HttpRequestOptionsKey<bool> Key = new("Versori.Connectors.External");

    public static void Mark(HttpRequestMessage request) => request.Options.Set(Key, true);

    /// <summary>Marks a request to an endpoint that discovery found.</summary>
    public static void MarkIfDiscovered(HttpRequestMessage request, OAuth2Auth method)
    {
        if (method.DiscoveredOrigins.Contains(Origins.Of(request.RequestUri!), StringComparer.OrdinalIgnoreCase))
        {
            Mark(request);
        }
    }

    public static bool IsMarked(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var marked) && marked;
}
