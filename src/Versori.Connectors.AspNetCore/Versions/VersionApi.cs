using System.Globalization;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Api;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Versions;

/// <summary>Versions for administrators: undo a published version, pin a template or let it follow.</summary>
internal sealed class VersionApi(IConnectorCatalog catalog, ConnectorVersions versions)
{
    public async Task<IResult> ListAsync(ConnectContext context) =>
        await ShowAsync(context, await FindAsync(context).ConfigureAwait(false)).ConfigureAwait(false);

    public async Task<IResult> RevertAsync(ConnectContext context)
    {
        var connector = await FindAsync(context).ConfigureAwait(false);
        var item = await ApiRequest.ReadAsync(context, VersionJson.Default.RevertItem).ConfigureAwait(false);
        var reverted = await catalog.RevertAsync(connector.Id, item.Version, item.Revision, context.Aborted)
            .ConfigureAwait(false);
        return await ShowAsync(context, reverted).ConfigureAwait(false);
    }

    public async Task<IResult> PreviewAsync(ConnectContext context)
    {
        var template = await FindTemplateAsync(context).ConfigureAwait(false);
        var upgrade = await catalog.PreviewUpgradeAsync(template.Id, VersionOf(context), context.Aborted)
            .ConfigureAwait(false);
        var item = new TemplateUpgradeItem(
            upgrade.FromVersion,
            upgrade.ToVersion,
            ApiItems.Name(upgrade.Impact),
            [.. upgrade.Changes.Select(change => change.ToString())],
            upgrade.MissingEndpoints,
            upgrade.MissingAuthMethods);
        return Results.Json(item, VersionJson.Default.TemplateUpgradeItem);
    }

    public async Task<IResult> PinAsync(ConnectContext context)
    {
        var template = await FindTemplateAsync(context).ConfigureAwait(false);
        var item = await ApiRequest.ReadAsync(context, VersionJson.Default.PinItem).ConfigureAwait(false);
        await catalog.PinAsync(template.Id, item.Version, context.Aborted).ConfigureAwait(false);
        return Results.NoContent();
    }

    /// <summary>The version that a request names, or null.</summary>
    /// <exception cref="ConnectorException">It is no number of a version.</exception>
    public static int? VersionOf(ConnectContext context)
    {
        if (context.Query("version") is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? version
            : throw ConnectErrors.Invalid("A version is a positive number.", "version");
    }

    private async Task<IResult> ShowAsync(ConnectContext context, Connector connector)
    {
        var diffs = await versions.ListChangesAsync(connector, context.Aborted).ConfigureAwait(false);
        var templates = await versions.ListTemplatesAsync(connector.Id, context.Aborted).ConfigureAwait(false);
        var items = new VersionItems(
            connector.Version,
            connector.Revision,
            [
                .. diffs.Select(diff => new VersionItem(
                    diff.ToVersion ?? 0,
                    ApiItems.Name(diff.Impact),
                    [.. diff.Changes.Select(change => change.ToString())])),
            ],
            [
                .. templates.Select(template => new TemplateVersionItem(
                    template.Id.Integration, template.Id.Name, template.PinnedVersion)),
            ]);
        return Results.Json(items, VersionJson.Default.VersionItems);
    }

    private async Task<Connector> FindAsync(ConnectContext context) =>
        await versions.FindAsync(context).ConfigureAwait(false)
        ?? throw ConnectErrors.NotFound("connector", context.RouteText("connector"));

    private async Task<ConnectionTemplate> FindTemplateAsync(ConnectContext context)
    {
        var (integration, name) = (context.RouteText("integration"), context.RouteText("name"));
        return await versions.FindTemplateAsync(context, integration, name).ConfigureAwait(false)
            ?? throw ConnectErrors.NotFound("template", name);
    }
}
