namespace Versori.Connectors.Tests.Authentication.OAuth2;

/// <summary>Counts what an engine asked and was answered, so that a test can wait for one without sleeping.</summary>
internal sealed class ResponseCounter(RequestCounter requests, RequestCounter answers) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        requests.Increment();
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        answers.Increment();
        return answer;
    }
}
