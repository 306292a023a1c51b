using System.Globalization;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Connections;

/// <summary>What a person does with a connection by a button of its page.</summary>
internal sealed class ConnectionActions(
    ConnectorAccess access,
    IConnections connections,
    IConnectionMaintenance maintenance,
    Disconnection disconnection,
    ConnectionPages pages,
    ProblemWriter problems)
{
    public Task<IResult> CheckAsync(ConnectContext context) => OnAsync(context, async connection =>
    {
        var check = await maintenance.CheckAsync(connection.Id, context.Aborted).ConfigureAwait(false);
        var outcome = check.Outcome.ToString();
        return Page(context, connection, char.ToLowerInvariant(outcome[0]) + outcome[1..]);
    });

    public Task<IResult> SetDefaultAsync(ConnectContext context) => OnAsync(context, async connection =>
    {
        await connections.SetDefaultAsync(connection.Id, context.Aborted).ConfigureAwait(false);
        return Page(context, connection, "default");
    });

    /// <summary>
    /// Upgrades the connection, or moves it back to the version that the form names: the one before its upgrade.
    /// </summary>
    public Task<IResult> UpgradeAsync(ConnectContext context) => OnAsync(context, async connection =>
    {
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        var text = form["version"].ToString();
        if (text.Length == 0)
        {
            await maintenance.UpgradeAsync(connection.Id, cancellationToken: context.Aborted).ConfigureAwait(false);
            return Page(context, connection, "upgraded");
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return problems.NotFound(context);
        UpgradeUndo.ThrowIfOutdated(form, connection);
        await maintenance.UpgradeAsync(connection.Id, version, context.Aborted).ConfigureAwait(false);
        return Page(context, connection, "undone");
    });

    /// <summary>
    /// Removes the connection. The page before has listed what depends on it: what was bound to it since is shown
    /// first.
    /// </summary>
    public Task<IResult> DisconnectAsync(ConnectContext context) => OnAsync(context, async connection =>
    {
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        var refused = await disconnection.TryAsync(connection.Id, form["used"], context.Aborted).ConfigureAwait(false);
        if (refused is not null) return await pages.ConfirmDisconnectAsync(context).ConfigureAwait(false);
        return new SeeOther($"{context.Url("connectors", connection.ConnectorId.Value)}?done=disconnected");
    });

    private async Task<IResult> OnAsync(ConnectContext context, Func<Connection, Task<IResult>> action)
    {
        var connection = await access.FindConnectionAsync(context.Visitor, context.RouteText("id"), context.Aborted)
            .ConfigureAwait(false);
        return connection is null ? problems.NotFound(context) : await action(connection).ConfigureAwait(false);
    }

    private static SeeOther Page(ConnectContext context, Connection connection, string done) =>
        new SeeOther($"{context.Url("connections", connection.Id.ToString())}?done={done}");
}
