namespace Versori.Connectors.Http;

/// <summary>
/// Stands in front of a handler that presents a client certificate: a request that another handler has turned elsewhere,
/// or has made up, does not get through.
/// </summary>
internal sealed class CertificateGuard : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<string> Origin = new("Versori.Connectors.CertificateOrigin");

    /// <summary>Notes where a request is meant to go. Handlers that repeat a request copy it.</summary>
    public static void Admit(HttpRequestMessage request) => request.Options.Set(Origin, Origins.Of(request.RequestUri!));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { IsAbsoluteUri: true } url
        && request.Options.TryGetValue(Origin, out var admitted)
        && string.Equals(admitted, Origins.Of(url), StringComparison.OrdinalIgnoreCase)
            ? base.SendAsync(request, cancellationToken)
            : throw new ConnectorException(new ConnectorError
            {
                Code = ConnectorErrorCode.OriginNotAllowed,
                Message = $"A handler sent a request of a connection with a client certificate to {request.RequestUri?.Host}, where the certificate must not be presented.",
            });
}
