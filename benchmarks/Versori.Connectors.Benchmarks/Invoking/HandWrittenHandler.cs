using System.Net.Http.Headers;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>
/// The handler of the code that is written by hand. It adds a prebuilt credential and the name of the program, so that
/// both contenders send the same headers.
/// </summary>
internal sealed class HandWrittenHandler(AuthenticationHeaderValue header) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", "Versori.Connectors/1.0");
        request.Headers.Authorization = header;
        return base.SendAsync(request, cancellationToken);
    }
}
