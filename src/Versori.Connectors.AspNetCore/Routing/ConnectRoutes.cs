using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Activations;
using Versori.Connectors.AspNetCore.Administration;
using Versori.Connectors.AspNetCore.Api;
using Versori.Connectors.AspNetCore.Assets;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Endpoints;
using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Sessions;
using Versori.Connectors.AspNetCore.SignIn;
using Versori.Connectors.AspNetCore.Templates;
using Versori.Connectors.AspNetCore.Versions;
using Versori.Connectors.AspNetCore.Webhooks;

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
    SessionEndpoints sessions,
    EndpointPages endpoints,
    TemplateActions templates,
    StepUpEndpoint stepUp,
    AdminPages admin,
    WebhookEndpoints webhooks,
    ManagementApi api,
    SessionApi sessionApi,
    ActivationRoutes activations,
    VersionRoutes versions,
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
        Post("connections/{id}/upgrade", actions.UpgradeAsync),
        Post("connections/{id}/step-up", stepUp.BeginAsync),
        Get("connections/{id}/endpoints", endpoints.ListAsync),
        Get("connections/{id}/test", endpoints.ShowTestAsync),
        Post("connections/{id}/test", endpoints.TestAsync),
        Post("bindings", templates.BindAsync),
        Get("admin/new", admin.NewAsync),
        Post("admin/new", admin.SaveDraftAsync),
        Get("connectors/{connector}/draft", admin.ShowDraftAsync),
        Post("connectors/{connector}/draft", admin.SaveDraftAsync),
        Post("connectors/{connector}/publish", admin.PublishAsync),
        Post("connectors/{connector}/discard", admin.DiscardAsync),
        Get("connectors/{connector}/audit", admin.ShowAuditAsync),
        Get("api/connectors", api.ListConnectorsAsync, ConnectRouteKind.Api),
        Get("api/connectors/{connector}/forms", api.ListFormsAsync, ConnectRouteKind.Api),
        Get("api/connectors/{connector}/connections", api.ListConnectionsAsync, ConnectRouteKind.Api),
        Get("api/connections/{id}", api.GetConnectionAsync, ConnectRouteKind.Api),
        Post("api/connections/{id}/check", api.CheckAsync, ConnectRouteKind.Api),
        Post("api/connections/{id}/default", api.SetDefaultAsync, ConnectRouteKind.Api),
        Post("api/connections/{id}/upgrade", api.UpgradeAsync, ConnectRouteKind.Api),
        new(HttpMethods.Delete, "api/connections/{id}", api.DisconnectAsync, ConnectRouteKind.Api),
        Post("api/sessions", sessionApi.CreateAsync, ConnectRouteKind.Api),
        Get("api/openapi.json", ManagementApi.DescribeAsync, ConnectRouteKind.Api),
        Post("webhooks/{connector}/{webhook}", webhooks.OfConnectorAsync, ConnectRouteKind.Machine),
        Get("webhooks/{connector}/{webhook}", webhooks.OfConnectorAsync, ConnectRouteKind.Machine),
        Post("connection-webhooks/{id}/{webhook}", webhooks.OfConnectionAsync, ConnectRouteKind.Machine),
        Get("connection-webhooks/{id}/{webhook}", webhooks.OfConnectionAsync, ConnectRouteKind.Machine),
        Get("devices/{id}", devices.ShowAsync),
        Post("devices/{id}", devices.CheckAsync),
        Get("devices/{id}/status", devices.PollAsync, ConnectRouteKind.Api),
        Get("callback", callbacks.GetAsync, ConnectRouteKind.Callback),
        Post("callback", callbacks.PostAsync, ConnectRouteKind.Callback),
        Get("session/{token}", sessions.AskAsync, ConnectRouteKind.OpenPage),
        Post("session/{token}", sessions.OpenAsync, ConnectRouteKind.OpenPage),
        Get("sessions/{session}", sessions.ShowAsync, ConnectRouteKind.SessionPage),
        Get("sessions/{session}/connectors/{connector}", sessions.ShowAsync, ConnectRouteKind.SessionPage),
        Get("sessions/{session}/connectors/{connector}/new", forms.ShowAsync, ConnectRouteKind.SessionPage),
        Post("sessions/{session}/connectors/{connector}/new", forms.SubmitAsync, ConnectRouteKind.SessionPage),
        Get("sessions/{session}/devices/{id}", devices.ShowAsync, ConnectRouteKind.SessionPage),
        Post("sessions/{session}/devices/{id}", devices.CheckAsync, ConnectRouteKind.SessionPage),
        Get("sessions/{session}/devices/{id}/status", devices.PollAsync, ConnectRouteKind.SessionApi),
        Get("sessions/{session}/done", sessions.DoneAsync, ConnectRouteKind.SessionPage),
        Post("sessions/{session}/close", sessions.CloseAsync, ConnectRouteKind.SessionPage),
        Get("sessions/{session}/status", sessions.StatusAsync, ConnectRouteKind.Machine),
        .. activations.All(),
        .. versions.All(),
        Get("assets/{file}", assets.SendAsync, ConnectRouteKind.OpenPage),
    ];

    private static ConnectRoute Get(
        string pattern, Func<ConnectContext, Task<IResult>> handler, ConnectRouteKind kind = ConnectRouteKind.Page) =>
        new(HttpMethods.Get, pattern, handler, kind);

    private static ConnectRoute Post(
        string pattern, Func<ConnectContext, Task<IResult>> handler, ConnectRouteKind kind = ConnectRouteKind.Page) =>
        new(HttpMethods.Post, pattern, handler, kind);
}
