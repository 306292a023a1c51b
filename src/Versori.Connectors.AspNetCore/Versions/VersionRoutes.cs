using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Versions;

/// <summary>The routes of versions, for administrators.</summary>
internal sealed class VersionRoutes(VersionPages pages, VersionApi api)
{
    public IEnumerable<ConnectRoute> All() =>
    [
        new ConnectRoute(HttpMethods.Get, "connectors/{connector}/versions", pages.ShowAsync)
            .Shows(ConnectPageKind.Versions),
        new ConnectRoute(HttpMethods.Post, "connectors/{connector}/revert", pages.RevertAsync)
            .Shows(ConnectPageKind.Versions),
        new ConnectRoute(HttpMethods.Get, "templates/{integration}/{name}/upgrade", pages.PreviewAsync)
            .Shows(ConnectPageKind.Upgrade),
        new ConnectRoute(HttpMethods.Post, "templates/{integration}/{name}/version", pages.PinAsync)
            .Shows(ConnectPageKind.Upgrade),
        new ConnectRoute(HttpMethods.Get, "api/connectors/{connector}/versions", api.ListAsync, ConnectRouteKind.Api),
        new ConnectRoute(HttpMethods.Post, "api/connectors/{connector}/revert", api.RevertAsync, ConnectRouteKind.Api),
        new ConnectRoute(
            HttpMethods.Get, "api/templates/{integration}/{name}/upgrade", api.PreviewAsync, ConnectRouteKind.Api),
        new ConnectRoute(
            HttpMethods.Put, "api/templates/{integration}/{name}/version", api.PinAsync, ConnectRouteKind.Api),
    ];
}
