using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Forms;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Api;

/// <summary>The management API: what the pages show and do, as JSON.</summary>
internal sealed class ManagementApi(
    IConnectorCatalog catalog,
    IConnections connections,
    IConnectionMaintenance maintenance,
    ConnectorAccess access,
    ConnectionList list,
    Disconnection disconnection,
    UpgradeUndo undo,
    FormChoices forms,
    IOptions<ConnectOptions> options)
{
    private static readonly byte[] Description = ReadDescription();

    public async Task<IResult> ListConnectorsAsync(ConnectContext context)
    {
        var hidden = context.Visitor.IsAdministrator
            ? []
            : await access.ListHiddenAsync(connector: null, context.Aborted).ConfigureAwait(false);
        var after = ConnectorId.TryParse(context.Query("after"), null, out var parsed) ? parsed : (ConnectorId?)null;
        var items = new List<ConnectorItem>();
        string? next = null;
        await foreach (var connector in catalog.ListAsync(after, context.Aborted).ConfigureAwait(false))
        {
            if (connector.Definition is not { } definition || hidden.Contains(connector.Id)) continue;
            if (items.Count == options.Value.PageSize)
            {
                next = items[^1].Id;
                break;
            }

            items.Add(new(connector.Id.Value, definition.Title, definition.Description, connector.Version));
        }

        return Results.Json(new ConnectorItems(items, next), ApiJson.Default.ConnectorItems);
    }

    public async Task<IResult> ListFormsAsync(ConnectContext context)
    {
        var connector = await FindConnectorAsync(context).ConfigureAwait(false);
        var found = await forms.ListAsync(context.Visitor, connector, context.Aborted).ConfigureAwait(false);
        var items = new FormItems(
            [.. connector.Definition!.Inputs.Select(input => ApiItems.Of(input))],
            [.. found.Select(form => ApiItems.Of(form, context.Texts))]);
        return Results.Json(items, ApiJson.Default.FormItems);
    }

    public async Task<IResult> ListConnectionsAsync(ConnectContext context)
    {
        var connector = await FindConnectorAsync(context).ConfigureAwait(false);
        var page = await list.ReadAsync(context, connector.Id).ConfigureAwait(false);
        var items = page.Connections.Select(connection => ApiItems.Of(connection));
        return Results.Json(
            new ConnectionItems([.. items], page.Next?.ToString()), ApiJson.Default.ConnectionItems);
    }

    public async Task<IResult> GetConnectionAsync(ConnectContext context) =>
        await ShowAsync(await FindAsync(context).ConfigureAwait(false), context).ConfigureAwait(false);

    public async Task<IResult> CheckAsync(ConnectContext context)
    {
        var connection = await FindAsync(context).ConfigureAwait(false);
        var check = await maintenance.CheckAsync(connection.Id, context.Aborted).ConfigureAwait(false);
        var item = new CheckItem(ApiItems.Name(check.Outcome), check.CheckedAt, check.EndpointId, check.StatusCode);
        return Results.Json(item, ApiJson.Default.CheckItem);
    }

    public async Task<IResult> SetDefaultAsync(ConnectContext context)
    {
        var connection = await FindAsync(context).ConfigureAwait(false);
        var changed = await connections.SetDefaultAsync(connection.Id, context.Aborted).ConfigureAwait(false);
        return await ShowAsync(changed, context).ConfigureAwait(false);
    }

    public async Task<IResult> UpgradeAsync(ConnectContext context)
    {
        var connection = await FindAsync(context).ConfigureAwait(false);
        var changed = await maintenance
            .UpgradeAsync(connection.Id, Versions.VersionApi.VersionOf(context), context.Aborted)
            .ConfigureAwait(false);
        return await ShowAsync(changed, context).ConfigureAwait(false);
    }

    /// <summary>
    /// Removes a connection. While templates are bound to it, only with force and the fingerprint of what was shown.
    /// </summary>
    public async Task<IResult> DisconnectAsync(ConnectContext context)
    {
        var connection = await FindAsync(context).ConfigureAwait(false);
        var seen = context.Query("force") == "true" ? context.Query("usedBy") : null;
        var refused = await disconnection.TryAsync(connection.Id, seen, context.Aborted).ConfigureAwait(false);
        if (refused is null) return Results.NoContent();
        var usage = await connections.GetUsageAsync(connection.Id, context.Aborted).ConfigureAwait(false);
        return ProblemWriter.Details(
            refused,
            ("usedBy", ApiItems.TemplatesOf(usage)),
            ("usedByCount", usage.Count),
            ("usedByFingerprint", usage.Fingerprint));
    }

    public static Task<IResult> DescribeAsync(ConnectContext context) =>
        Task.FromResult(Results.Bytes(Description, "application/json"));

    private async Task<IResult> ShowAsync(Connection connection, ConnectContext context)
    {
        var usage = await connections.GetUsageAsync(connection.Id, context.Aborted).ConfigureAwait(false);
        var former = await undo.FindVersionAsync(connection, context.Aborted).ConfigureAwait(false);
        var health = await maintenance.GetHealthAsync(connection.Id, context.Aborted).ConfigureAwait(false);
        var item = ApiItems.Of(connection) with
        {
            MissingScopes = health.MissingScopes,
            UsedBy = ApiItems.TemplatesOf(usage),
            UsedByCount = usage.Count,
            UsedByFingerprint = usage.Fingerprint,
            UndoVersion = former,
        };
        return Results.Json(item, ApiJson.Default.ConnectionItem);
    }

    private async Task<Connection> FindAsync(ConnectContext context)
    {
        var id = context.RouteText("id");
        return await access.FindConnectionAsync(context.Visitor, id, context.Aborted).ConfigureAwait(false)
            ?? throw ConnectErrors.NotFound("connection", id);
    }

    private async Task<Connector> FindConnectorAsync(ConnectContext context)
    {
        var id = context.RouteText("connector");
        return await access.FindAsync(context.Visitor, id, context.Aborted).ConfigureAwait(false)
            ?? throw ConnectErrors.NotFound("connector", id);
    }

    private static byte[] ReadDescription()
    {
        using var stream = typeof(ManagementApi).Assembly.GetManifestResourceStream("api/openapi.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
