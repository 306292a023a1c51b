using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Activations;
using Versori.Connectors.AspNetCore.Administration;
using Versori.Connectors.AspNetCore.Administration.Fields;
using Versori.Connectors.AspNetCore.Api;
using Versori.Connectors.AspNetCore.Assets;
using Versori.Connectors.AspNetCore.Chat;
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
    EditorEndpoints editor,
    ChatEndpoints chats,
    WebhookEndpoints webhooks,
    ManagementApi api,
    SessionApi sessionApi,
    ActivationRoutes activations,
    VersionRoutes versions,
    ConnectAssets assets)
{
    // A message can have API descriptions as attachments.
    private const long MaximumMessageBytes = 16 * 1024 * 1024;

    public IEnumerable<ConnectRoute> All() =>
    [
        Get("", overview.ShowAsync).Shows(ConnectPageKind.Overview),
        Get("connectors/{connector}", connector.ShowAsync).Shows(ConnectPageKind.Connector),
        Get("connectors/{connector}/new", forms.ShowAsync).Shows(ConnectPageKind.Form),
        Post("connectors/{connector}/new", forms.SubmitAsync).Shows(ConnectPageKind.Form),
        Get("connections/{id}", connectionPages.ShowAsync).Shows(ConnectPageKind.Connection),
        Post("connections/{id}/check", actions.CheckAsync),
        Post("connections/{id}/default", actions.SetDefaultAsync),
        Get("connections/{id}/disconnect", connectionPages.ConfirmDisconnectAsync).Shows(ConnectPageKind.Disconnect),
        Post("connections/{id}/disconnect", actions.DisconnectAsync).Shows(ConnectPageKind.Disconnect),
        Post("connections/{id}/upgrade", actions.UpgradeAsync),
        Post("connections/{id}/step-up", stepUp.BeginAsync),
        Get("connections/{id}/endpoints", endpoints.ListAsync).Shows(ConnectPageKind.Endpoints),
        Get("connections/{id}/test", endpoints.ShowTestAsync).Shows(ConnectPageKind.EndpointTest),
        Post("connections/{id}/test", endpoints.TestAsync).Shows(ConnectPageKind.EndpointTest),
        Post("bindings", templates.BindAsync),
        Get("admin/connector", editor.NewAsync).Shows(ConnectPageKind.Editor),
        Post("admin/connector", editor.CreateAsync).Shows(ConnectPageKind.Editor),
        Get("connectors/{connector}/edit", editor.ShowAsync).Shows(ConnectPageKind.Editor),
        Post("connectors/{connector}/edit", editor.SaveAsync).Shows(ConnectPageKind.Editor),
        Get("admin/new", admin.NewAsync).Shows(ConnectPageKind.Draft),
        Post("admin/new", admin.SaveDraftAsync).Shows(ConnectPageKind.Draft),
        Get("connectors/{connector}/draft", admin.ShowDraftAsync).Shows(ConnectPageKind.Draft),
        Post("connectors/{connector}/draft", admin.SaveDraftAsync).Shows(ConnectPageKind.Draft),
        Post("connectors/{connector}/publish", admin.PublishAsync).Shows(ConnectPageKind.Draft),
        Post("connectors/{connector}/discard", admin.DiscardAsync).Shows(ConnectPageKind.Draft),
        Get("connectors/{connector}/audit", admin.ShowAuditAsync).Shows(ConnectPageKind.Audit),
        Get("chats", chats.ListAsync).Shows(ConnectPageKind.Chats),
        Post("chats", chats.StartAsync).Shows(ConnectPageKind.Chats),
        Get("chats/{id}", chats.ShowAsync).Shows(ConnectPageKind.Chat),
        Post("chats/{id}", chats.SendAsync).Shows(ConnectPageKind.Chat) with { MaximumBytes = MaximumMessageBytes },
        Post("chats/{id}/stream", chats.StreamAsync)
            .Shows(ConnectPageKind.Chat) with { MaximumBytes = MaximumMessageBytes },
        Post("chats/{id}/apply", chats.ApplyAsync).Shows(ConnectPageKind.Chat),
        Post("chats/{id}/refuse", chats.RefuseAsync).Shows(ConnectPageKind.Chat),
        Post("chats/{id}/undo", chats.UndoAsync).Shows(ConnectPageKind.Chat),
        Post("chats/{id}/decide", chats.DecideAsync).Shows(ConnectPageKind.Chat),
        Post("chats/{id}/draft", chats.SaveDraftAsync).Shows(ConnectPageKind.Chat),
        Post("chats/{id}/delete", chats.DeleteAsync).Shows(ConnectPageKind.Chat),
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
        Get("devices/{id}", devices.ShowAsync).Shows(ConnectPageKind.Device),
        Post("devices/{id}", devices.CheckAsync).Shows(ConnectPageKind.Device),
        Get("devices/{id}/status", devices.PollAsync, ConnectRouteKind.Api),
        Get("callback", callbacks.GetAsync, ConnectRouteKind.Callback).Shows(ConnectPageKind.SignInProblem),
        Post("callback", callbacks.PostAsync, ConnectRouteKind.Callback).Shows(ConnectPageKind.SignInProblem),
        Get("session/{token}", sessions.AskAsync, ConnectRouteKind.OpenPage).Shows(ConnectPageKind.SessionLink),
        Post("session/{token}", sessions.OpenAsync, ConnectRouteKind.OpenPage).Shows(ConnectPageKind.SessionLink),
        Get("sessions/{session}", sessions.ShowAsync, ConnectRouteKind.SessionPage).Shows(ConnectPageKind.Session),
        Get("sessions/{session}/connectors/{connector}", sessions.ShowAsync, ConnectRouteKind.SessionPage)
            .Shows(ConnectPageKind.Session),
        Get("sessions/{session}/connectors/{connector}/new", forms.ShowAsync, ConnectRouteKind.SessionPage)
            .Shows(ConnectPageKind.Form),
        Post("sessions/{session}/connectors/{connector}/new", forms.SubmitAsync, ConnectRouteKind.SessionPage)
            .Shows(ConnectPageKind.Form),
        Get("sessions/{session}/devices/{id}", devices.ShowAsync, ConnectRouteKind.SessionPage)
            .Shows(ConnectPageKind.Device),
        Post("sessions/{session}/devices/{id}", devices.CheckAsync, ConnectRouteKind.SessionPage)
            .Shows(ConnectPageKind.Device),
        Get("sessions/{session}/devices/{id}/status", devices.PollAsync, ConnectRouteKind.SessionApi),
        Get("sessions/{session}/done", sessions.DoneAsync, ConnectRouteKind.SessionPage)
            .Shows(ConnectPageKind.SessionEnd),
        Post("sessions/{session}/close", sessions.CloseAsync, ConnectRouteKind.SessionPage)
            .Shows(ConnectPageKind.SessionEnd),
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
