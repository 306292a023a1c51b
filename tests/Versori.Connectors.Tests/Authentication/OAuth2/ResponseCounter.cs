namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>Counts the requests and responses of an engine, so that tests wait for them without sleeping.</summary>
internal sealed class ResponseCounter(RequestCounter requests, RequestCounter responses) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        requests.Increment();
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        responses.Increment();
        return response;
    }
}
