using System.Net;
using System.Net.Sockets;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <summary>
/// Decides where URLs from outside may lead. <see cref="ExternalUrlOptions"/> describes the rules. Requests that it
/// applies to are sent through a pipeline with an <see cref="EgressGuard"/>, which also checks the address that is
/// connected to.
/// </summary>
internal sealed class EgressPolicy(ExternalUrlOptions options, IHostNameResolver resolver)
{
    private static readonly string[] LocalSuffixes = [".localhost", ".local", ".internal", ".home.arpa"];

    public IHostNameResolver Resolver => resolver;

    /// <summary>Whether the host trusts the origin of a URL. The rules do not apply to such a URL.</summary>
    public bool Trusts(Uri url) => options.TrustedOrigins.Any(origin => TrustedOrigin.Matches(origin, url));

    /// <summary>Whether a connection to an address is allowed.</summary>
    public bool Allows(IPAddress address) => options.AllowPrivateAddresses || PublicAddresses.Contain(address);

    /// <summary>Checks what is visible in the URL: scheme, literal address and local name.</summary>
    /// <exception cref="ConnectorException">The URL is not allowed.</exception>
    public void Check(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
        {
            throw NotScheme(url);
        }

        var isAddress = IPAddress.TryParse(url.IdnHost, out var address);
        if (isAddress && !Allows(address!)) throw NotAddress(url);
        if (!isAddress && !options.AllowPrivateAddresses && IsLocalName(url.IdnHost))
        {
            throw NotAllowed(url, "its host name is a local one");
        }

        if (!Origins.IsSecure(url)) throw NotSecure(url);
    }

    /// <summary>
    /// Checks the addresses of a URL's host, for requests whose TCP connection is made by a proxy or a handler of the
    /// host. A name without an address is left to them.
    /// </summary>
    /// <exception cref="ConnectorException">The URL is not allowed.</exception>
    public async Task CheckAddressesAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            Check(url, await resolver.ResolveAsync(url.IdnHost, cancellationToken).ConfigureAwait(false));
        }
        catch (SocketException)
        {
            // The name is unknown here. The proxy resolves it.
        }
    }

    /// <inheritdoc cref="CheckAddressesAsync"/>
    public void CheckAddresses(Uri url)
    {
        try
        {
            Check(url, resolver.Resolve(url.IdnHost));
        }
        catch (SocketException)
        {
            // The name is unknown here. The proxy resolves it.
        }
    }

    /// <summary>Returns the addresses that a connection may be made to.</summary>
    /// <exception cref="ConnectorException">There is none.</exception>
    public IPAddress[] Allowed(string origin, IPAddress[] addresses)
    {
        var allowed = Array.FindAll(addresses, Allows);
        return allowed.Length > 0 ? allowed : throw NotAddress(origin);
    }

    /// <summary>Returns the error of this policy that caused a handler to fail, if there is one.</summary>
    public static ConnectorException? Refusal(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is ConnectorException refusal) return refusal;
        }

        return null;
    }

    public static ConnectorException NotAllowed(Uri url, string reason) => NotAllowed(Origins.Of(url), reason);

    private void Check(Uri url, IPAddress[] addresses)
    {
        if (!Array.TrueForAll(addresses, Allows)) throw NotAddress(url);
    }

    private static bool IsLocalName(string host)
    {
        var name = host.TrimEnd('.');
        return !name.Contains('.', StringComparison.Ordinal)
            || Array.Exists(LocalSuffixes, suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
    }

    // Trusting the origin would not help: only http and https can be requested.
    private static ConnectorException NotScheme(Uri url)
    {
        var origin = Origins.Of(url) is { Length: > 0 } known ? known : $"{url.Scheme}:";
        return ConnectionErrors.Create(
            ConnectorErrorCode.OriginNotAllowed,
            $"{origin} was not contacted, because the scheme '{url.Scheme}' is not https. URLs that come from outside "
                + "must use https. Correct the URL, or the redirect that names it.",
            origin);
    }

    private static ConnectorException NotSecure(Uri url) => ConnectionErrors.Create(
        ConnectorErrorCode.InsecureTransport,
        $"{Origins.Of(url)} is plain http. URLs that come from outside must use https. {HowToAllow(Origins.Of(url))}",
        Origins.Of(url));

    private static ConnectorException NotAddress(Uri url) => NotAddress(Origins.Of(url));

    private static ConnectorException NotAddress(string origin) => NotAllowed(origin, "its address is not public");

    private static ConnectorException NotAllowed(string origin, string reason) => ConnectionErrors.Create(
        ConnectorErrorCode.OriginNotAllowed,
        $"{origin} was not contacted, because {reason}. URLs that come from outside must reach public addresses. "
            + HowToAllow(origin),
        origin);

    private static string HowToAllow(string origin) =>
        $"If it is meant, trust the origin: ConfigureExternalUrls(options => options.Trust(\"{origin}\")), which adds "
        + $"to {nameof(ExternalUrlOptions)}.{nameof(ExternalUrlOptions.TrustedOrigins)}.";
}
