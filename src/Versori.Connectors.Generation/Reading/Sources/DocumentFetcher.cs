using System.Net;
using System.Net.Http.Headers;
using Versori.Connectors.Http;

namespace Versori.Connectors.Generation.Reading;

/// <summary>
/// Fetches a document from a URL, within the host's limits of size and time. It follows redirects itself, so that every
/// URL is checked before it is requested.
/// </summary>
internal sealed class DocumentFetcher(DocumentClients clients, ConnectorGenerationOptions options, TimeProvider time)
{
    /// <summary>The name of the HTTP client that fetches documents from trusted origins.</summary>
    public const string ClientName = "Versori.Connectors.Generation";

    /// <summary>
    /// The name of the HTTP client that fetches documents from other origins. It has the configuration of
    /// <see cref="ClientName"/>.
    /// </summary>
    public const string ExternalClientName = "Versori.Connectors.Generation.External";

    private const int MaximumRedirects = 10;

    public async Task<RawDocument> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(url, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw DocumentErrors.Unavailable(
                $"{Redacted(url)} did not respond within {options.RequestTimeout.TotalSeconds:0.#} seconds.",
                inner: exception);
        }
        catch (ObjectDisposedException exception)
        {
            throw DocumentErrors.Disposed(
                $"{Redacted(url)} was not fetched: the HTTP handler was disposed. Give the generator one that lives as "
                + "long as it does.",
                exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            if (EgressPolicy.Refusal(exception) is { } refusal)
            {
                throw new ConnectorException(refusal.Error, exception);
            }

            throw DocumentErrors.Unavailable(
                $"{Redacted(url)} could not be reached: {exception.Message}", inner: exception);
        }
    }

    private async Task<RawDocument> FollowAsync(Uri url, CancellationToken cancellationToken)
    {
        var current = url;
        for (var redirects = 0; redirects <= MaximumRedirects; redirects++)
        {
            var isForeign = Origins.Of(current) != Origins.Of(url);
            var (document, next) = await SendAsync(current, isForeign, cancellationToken).ConfigureAwait(false);
            if (document is { } found) return found;
            current = next!;
        }

        throw DocumentErrors.Invalid("", $"{Redacted(url)} redirects more than {MaximumRedirects} times.");
    }

    private async Task<(RawDocument? Document, Uri? Next)> SendAsync(
        Uri url, bool isForeign, CancellationToken cancellationToken)
    {
        var isTrusted = clients.Policy.Trusts(url);
        if (!isTrusted) clients.Policy.Check(url);
        using var invoker = clients.Create(isTrusted, isForeign);
        using var request = CreateRequest(url);
        // Read the headers first, so that a body that is too large is refused before it is in memory.
        using var response = invoker is HttpClient http
            ? await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false)
            : await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var last = response.RequestMessage?.RequestUri ?? url;
        await CheckLastAsync(url, last, cancellationToken).ConfigureAwait(false);
        if (IsRedirect(response.StatusCode)) return (null, Target(response, last));
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
            return (new(content, last), null);
        }
    }

    private static HttpRequestMessage CreateRequest(Uri url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd("application/json, application/yaml;q=0.9, */*;q=0.8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Versori.Connectors", null));
        return request;
    }

    // A handler of the host can follow redirects by itself. It reports the last URL.
    private async Task CheckLastAsync(Uri url, Uri last, CancellationToken cancellationToken)
    {
        if (last == url || clients.Policy.Trusts(last)) return;
        clients.Policy.Check(last);
        await clients.Policy.CheckAddressesAsync(last, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static Uri Target(HttpResponseMessage response, Uri url)
    {
        if (response.Headers.Location is not { } location)
        {
            throw DocumentErrors.Invalid("", $"{Redacted(url)} redirects to no valid URL.");
        }

        return Uri.TryCreate(url, location, out var target)
            ? target
            : throw DocumentErrors.Invalid("", $"{Redacted(url)} redirects to no valid URL.");
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
