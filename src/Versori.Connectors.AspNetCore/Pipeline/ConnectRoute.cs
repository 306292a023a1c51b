using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore.Pipeline;

/// <summary>A route of the web face: its method, its pattern below the prefix, and what handles it.</summary>
internal sealed record ConnectRoute(
    string Method,
    string Pattern,
    Func<ConnectContext, Task<IResult>> Handler,
    ConnectRouteKind Kind = ConnectRouteKind.Page)
{
    /// <summary>The largest body of a request. A certificate with its chain is a few kilobytes.</summary>
    public long MaximumBytes { get; init; } = 1024 * 1024;

    /// <summary>The page that the route shows, unless it refuses or fails.</summary>
    public ConnectPageKind? Page { get; init; }

    /// <summary>The same route, with the page that it shows.</summary>
    public ConnectRoute Shows(ConnectPageKind page) => this with { Page = page };

    public int SegmentCount => Pattern.Length == 0 ? 0 : Pattern.Count(character => character == '/') + 1;
}
