namespace Versori.Connectors.Http;

/// <summary>
/// Protects a handler that presents a client certificate. It rejects a request that another handler redirected to a
/// different origin, or created itself.
/// </summary>
internal sealed class CertificateGuard : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<string> Origin = new("Versori.Connectors.CertificateOrigin");

    /// <summary>
    /// Allows the origin of a request. Handlers that send a copy of the request copy this option, too.
    /// </summary>
    public static void AllowOrigin(HttpRequestMessage request) =>
        request.Options.Set(Origin, Origins.Of(request.RequestUri!));

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsAllowed(request) ? base.SendAsync(request, cancellationToken) : throw NotAllowed(request);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsAllowed(request) ? base.Send(request, cancellationToken) : throw NotAllowed(request);

    private static bool IsAllowed(HttpRequestMessage request) =>
        request.RequestUri is { IsAbsoluteUri: true } url
        && request.Options.TryGetValue(Origin, out var allowed)
        && string.Equals(allowed, Origins.Of(url), StringComparison.OrdinalIgnoreCase);

    private static ConnectorException NotAllowed(HttpRequestMessage request) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.OriginNotAllowed,
        Message = $"A handler sent a request of a connection with a client certificate to {request.RequestUri?.Host}, "
            + "where the certificate must not be presented. Remove the handler, or let it send to the connection's "
            + "origins only (ConfigureCalls).",
    });
}
