using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Assets;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.SignIn;

namespace Versori.Connectors.AspNetCore.Routing;

/// <summary>All routes below the prefix.</summary>
internal sealed class ConnectRoutes(
    OverviewPage overview,
    ConnectorPage connector,
    ConnectionPages connectionPages,
    ConnectionActions actions,
    FormEndpoints forms,
    CallbackEndpoints callbacks,
    DeviceEndpoints devices,
    ConnectAssets assets)
{
    public IEnumerable<ConnectRoute> All() =>
    [
        Get("", overview.ShowAsync),
        Get("connectors/{connector}", connector.ShowAsync),
        Get("connectors/{connector}/new", forms.ShowAsync),
        Post("connectors/{connector}/new", forms.SubmitAsync),
        Get("connections/{id}", connectionPages.ShowAsync),
        Post("connections/{id}/check", actions.CheckAsync),
        Post("connections/{id}/default", actions.SetDefaultAsync),
        Get("connections/{id}/disconnect", connectionPages.ConfirmDisconnectAsync),
        Post("connections/{id}/disconnect", actions.DisconnectAsync),
        Get("devices/{id}", devices.ShowAsync),
        Post("devices/{id}", devices.CheckAsync),
        Get("devices/{id}/status", devices.PollAsync, ConnectRouteKind.Api),
        Get("callback", callbacks.GetAsync, ConnectRouteKind.Callback),
        Post("callback", callbacks.PostAsync, ConnectRouteKind.Callback),
        Get("assets/{file}", assets.SendAsync, ConnectRouteKind.OpenPage),
    ];

    private static ConnectRoute Get(
        string pattern, Func<ConnectContext, Task<IResult>> handler, ConnectRouteKind kind = ConnectRouteKind.Page) =>
        new(HttpMethods.Get, pattern, handler, kind);

    private static ConnectRoute Post(
        string pattern, Func<ConnectContext, Task<IResult>> handler, ConnectRouteKind kind = ConnectRouteKind.Page) =>
        new(HttpMethods.Post, pattern, handler, kind);
}
