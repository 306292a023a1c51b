using System.Net;

namespace Versori.Connectors.Http;

/// <summary>
/// Applies an <see cref="EgressPolicy"/> to every request of a pipeline. It is the innermost handler, so that it also
/// sees requests that other handlers changed or created.
/// </summary>
/// <param name="policy">The policy.</param>
/// <param name="proxy">The proxy of the primary handler, if there is one.</param>
/// <param name="isConnectionChecked">
/// Whether the primary handler checks the addresses that it connects to. Otherwise the guard resolves the host name
/// before the request is sent.
/// </param>
internal sealed class EgressGuard(EgressPolicy policy, IWebProxy? proxy, bool isConnectionChecked) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = Prepare(request);
        if (NeedsResolution(url)) await policy.CheckAddressesAsync(url, cancellationToken).ConfigureAwait(false);
        return Checked(url, await base.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = Prepare(request);
        if (NeedsResolution(url)) policy.CheckAddresses(url);
        return Checked(url, base.Send(request, cancellationToken));
    }

    private Uri Prepare(HttpRequestMessage request)
    {
        policy.Check(request.RequestUri!);

        // HTTP/3 does not use the callback that checks addresses.
        if (request.Version.Major > 2) request.Version = HttpVersion.Version20;
        if (request.VersionPolicy == HttpVersionPolicy.RequestVersionOrHigher)
        {
            request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        }

        return request.RequestUri!;
    }

    private bool NeedsResolution(Uri url) => !isConnectionChecked || proxy.Of(url) is not null;

    // A handler that follows redirects by itself reports the last URL in its response.
    private HttpResponseMessage Checked(Uri url, HttpResponseMessage response)
    {
        if (response.RequestMessage?.RequestUri is not { } last || last == url) return response;
        try
        {
            policy.Check(last);
            policy.CheckAddresses(last);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
