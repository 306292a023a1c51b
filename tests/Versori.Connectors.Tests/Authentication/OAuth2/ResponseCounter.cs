namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>Counts what an engine asked and was answered, so that a test can wait for one without sleeping.</summary>
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
