using System.Net;
using System.Net.Http.Headers;

namespace Versori.Connectors.Generation.Reading;

/// <summary>Fetches a document from a URL, within the host's limits of size and time.</summary>
internal sealed class DocumentFetcher(
    Func<HttpMessageInvoker> client, ConnectorGenerationOptions options, TimeProvider time)
{
    /// <summary>The name of the HTTP client that fetches documents.</summary>
    public const string ClientName = "Versori.Connectors.Generation";

    public async Task<RawDocument> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await SendAsync(url, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw DocumentErrors.Unavailable(
                $"{Redacted(url)} did not respond within {options.RequestTimeout.TotalSeconds:0.#} seconds.",
                inner: exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw DocumentErrors.Unavailable(
                $"{Redacted(url)} could not be reached: {exception.Message}", inner: exception);
        }
    }

    private async Task<RawDocument> SendAsync(Uri url, CancellationToken cancellationToken)
    {
        using var invoker = client();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd("application/json, application/yaml;q=0.9, */*;q=0.8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Versori.Connectors", null));
        // Read the headers first, so that a body that is too large is refused before it is in memory.
        using var response = invoker is HttpClient http
            ? await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false)
            : await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        ThrowIfNotSuccessful(response, url);
        if (response.Content.Headers.ContentLength > options.MaximumDocumentSize)
        {
            throw DocumentErrors.TooLarge(options.MaximumDocumentSize);
        }

        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var content = await BoundedReader.ReadAsync(body, options.MaximumDocumentSize, cancellationToken)
                .ConfigureAwait(false);
            return new(content, response.RequestMessage?.RequestUri ?? url);
        }
    }

    private void ThrowIfNotSuccessful(HttpResponseMessage response, Uri url)
    {
        if (response.IsSuccessStatusCode) return;
        var message = $"{Redacted(url)} returned {(int)response.StatusCode}.";
        var isTransient = response.StatusCode
            is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
        if (isTransient)
        {
            var after = response.Headers.RetryAfter;
            throw DocumentErrors.Unavailable(message, after?.Delta ?? (after?.Date - time.GetUtcNow()));
        }

        throw DocumentErrors.Invalid(
            "",
            $"{message} Check the document's URL. If the document requires a sign-in, supply it as text or a stream.");
    }

    // User information and queries of URLs often contain keys.
    private static string Redacted(Uri url) =>
        url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
