using System.Net.Http.Headers;
using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <summary>
/// The <c>Host</c> header that a caller has set (RFC 9110 §7.2). A server that serves several hosts chooses the site by
/// it, so a request with another host's name would bring the credential to a site that the URL does not show.
/// </summary>
internal static class HostHeader
{
    public const string Name = "Host";

    /// <summary>Whether the request has the header. Allocates nothing.</summary>
    public static bool IsSet(HttpRequestMessage request)
    {
        var headers = request.Headers.NonValidated;

        // The count is known, which saves a request without headers the lookup of the name.
        return headers.Count > 0 && headers.Contains(Name);
    }

    /// <summary>Throws if the header is for another host or port than the URL's.</summary>
    /// <param name="request">The request, with an absolute URL.</param>
    /// <param name="authenticators">Those of the request. A definition may place the header itself.</param>
    /// <exception cref="ConnectorException">The header is for another host.</exception>
    public static void ThrowIfForeign(HttpRequestMessage request, RequestAuthenticator[] authenticators)
    {
        if (!IsSet(request) || IsOf(request.RequestUri!, request.Headers.NonValidated[Name])) return;
        if (Array.Exists(authenticators, PlacesIt)) return;
        throw ConnectionErrors.Create(
            ConnectorErrorCode.OriginNotAllowed,
            $"The request is for {Origins.Of(request.RequestUri!)}, but its Host header names another host. Remove the "
            + "header (Headers.Host): it is set from the URL. A method's definition can set it (Headers).",
            Name);
    }

    private static bool IsOf(Uri url, HeaderStringValues values)
    {
        if (values.Count != 1) return false;
        var value = values.ToString();
        return Is(url.Host) || Is(url.IdnHost);

        bool Is(string host) =>
            value.StartsWith(host, StringComparison.OrdinalIgnoreCase) && IsPort(value.AsSpan(host.Length));

        bool IsPort(ReadOnlySpan<char> rest) =>
            rest is [] ? url.IsDefaultPort : rest is [':', .. var port] && port.SequenceEqual($"{url.Port}");
    }

    private static bool PlacesIt(RequestAuthenticator authenticator) =>
        authenticator.PlacedNames.Contains(Name, StringComparer.OrdinalIgnoreCase);
}
