using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Http;

/// <summary>Fills base URLs, and gives them the slash at the end that relative references need (RFC 3986 §5.2.3).</summary>
internal static class BaseAddresses
{
    private const string Marker = "/~versori-base";

    /// <summary>How many segments a reference may climb (<c>../</c>) before it has certainly reached the root.</summary>
    private const int Depth = 8;

    /// <summary>
    /// What relative references of a client are resolved against until its connection is known. The name can never exist
    /// (RFC 6761 §6.4), so that nothing is sent anywhere if it were to be used as it is. The path's segments tell
    /// afterwards from where in the real base address a reference starts.
    /// </summary>
    public static Uri Unresolved { get; } = new($"https://connection.invalid{string.Concat(Enumerable.Repeat(Marker, Depth))}/");

    public static Uri Of(string baseUrl, AuthSnapshot snapshot)
    {
        var filled = UrlTemplate.Parse(baseUrl).Fill(InputTemplateValues.Of(snapshot));
        return filled.AbsolutePath.EndsWith('/') ? filled : new Uri(filled.GetLeftPart(UriPartial.Path) + "/");
    }

    /// <summary>
    /// The URL of a path below a base address. It is joined as text: resolved as a reference, a path such as
    /// <c>/https://elsewhere/</c> or <c>/users:me</c> would be another URL altogether (RFC 3986 §4.2).
    /// </summary>
    public static Uri Below(Uri baseAddress, string path) => new(baseAddress.AbsoluteUri + path.TrimStart('/'));

    /// <summary>
    /// Moves a request that was addressed relative to <see cref="Unresolved"/> to where its reference leads from the real
    /// base address (RFC 3986 §5.2), so that it does not matter whether the connection was known when the client was made.
    /// </summary>
    /// <returns>Whether it was addressed so.</returns>
    public static bool Resolve(HttpRequestMessage request, Uri baseAddress)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } uri || uri.Host != Unresolved.Host) return false;
        var rest = uri.PathAndQuery.AsSpan();
        var below = 0;
        for (; below < Depth && rest.StartsWith(Marker) && rest[Marker.Length..] is ['/', ..]; below++) rest = rest[Marker.Length..];
        request.RequestUri = below switch
        {
            Depth => new Uri(string.Concat(baseAddress.AbsoluteUri, rest[1..], uri.Fragment)),
            0 => new Uri(string.Concat(baseAddress.GetLeftPart(UriPartial.Authority), rest, uri.Fragment)),
            _ => new Uri(baseAddress, string.Concat(string.Concat(Enumerable.Repeat("../", Depth - below)), $".{rest}", uri.Fragment)),
        };
        return true;
    }
}
