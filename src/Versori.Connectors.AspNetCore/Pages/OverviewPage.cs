using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>The first page: the connectors, and what is connected or has to be configured.</summary>
internal sealed class OverviewPage(
    IConnectorCatalog catalog,
    IConnections connections,
    ConnectorAccess access,
    PageLayout layout,
    IServiceProviderIsService registered,
    IOptions<ConnectOptions> options)
{
    // Beyond this, the page says "at least": the number of statements and bytes stays bounded.
    private const int MaximumConnections = 500;

    public async Task<IResult> ShowAsync(ConnectContext context)
    {
        var (connectors, next) = await ListConnectorsAsync(context).ConfigureAwait(false);
        var counts = await CountAsync(context).ConfigureAwait(false);
        var texts = context.Texts;
        return layout.Page(context, StatusCodes.Status200OK, texts["overview.title"], html =>
        {
            if (connectors.Count == 0) html.Write($"<p>{texts["overview.empty"]}</p>");
            html.Write($"<ul class=\"cards\">");
            foreach (var connector in connectors) WriteCard(html, context, connector, counts);
            html.Write($"</ul><p><a href=\"{context.Url("integrations")}\">{texts["activation.list"]}</a></p>");
            if (context.Visitor.IsAdministrator)
            {
                html.Write($"<p class=\"actions\"><a class=\"button\" href=\"{context.Url("admin", "connector")}\">");
                html.Write($"{texts["draft.new"]}</a>");
                if (registered.IsService(typeof(IConversations)))
                    html.Write($" <a class=\"button\" href=\"{context.Url("chats")}\">{texts["chats.show"]}</a>");
                html.Write($"</p>");
            }

            if (next is { } after)
                html.Write($"<p><a class=\"button\" href=\"{context.Url()}?after={after}\">{texts["more"]}</a></p>");
        });
    }

    private async Task<(List<Connector> Connectors, ConnectorId? Next)> ListConnectorsAsync(ConnectContext context)
    {
        var hidden = context.Visitor.IsAdministrator
            ? []
            : await access.ListHiddenAsync(connector: null, context.Aborted).ConfigureAwait(false);
        var after = ConnectorId.TryParse(context.Query("after"), null, out var parsed) ? parsed : (ConnectorId?)null;
        var found = new List<Connector>();
        await foreach (var connector in catalog.ListAsync(after, context.Aborted).ConfigureAwait(false))
        {
            var isShown = context.Visitor.IsAdministrator
                || (connector.Definition is not null && !hidden.Contains(connector.Id));
            if (!isShown) continue;
            if (found.Count == options.Value.PageSize) return (found, found[^1].Id);
            found.Add(connector);
        }

        return (found, null);
    }

    private async Task<Dictionary<ConnectorId, ConnectionCount>> CountAsync(ConnectContext context)
    {
        var counts = new Dictionary<ConnectorId, ConnectionCount>();
        await AddAsync(context.Visitor.Owner).ConfigureAwait(false);
        if (context.Visitor.IsAdministrator && !context.Visitor.Owner.IsHost)
            await AddAsync(Owner.Host).ConfigureAwait(false);
        return counts;

        async Task AddAsync(Owner owner)
        {
            var read = 0;
            var listed = connections.ListAsync(new() { Owner = owner }, context.Aborted);
            await foreach (var connection in listed.ConfigureAwait(false))
            {
                var count = counts.GetValueOrDefault(connection.ConnectorId);
                var needsWork = connection.Status == ConnectionStatus.NeedsReauthorization ? 1 : 0;
                counts[connection.ConnectorId] = new(count.All + 1, count.NeedWork + needsWork);
                if (++read >= MaximumConnections) break;
            }
        }
    }

    private static void WriteCard(
        HtmlWriter html,
        ConnectContext context,
        Connector connector,
        Dictionary<ConnectorId, ConnectionCount> counts)
    {
        var texts = context.Texts;
        var title = connector.Definition?.Title ?? connector.Draft?.Title ?? connector.Id.Value;
        var count = counts.GetValueOrDefault(connector.Id);
        // A connector that was never published only has a draft.
        var url = connector.Definition is null
            ? context.Url("connectors", connector.Id.Value, "draft")
            : context.Url("connectors", connector.Id.Value);
        html.Write($"<li class=\"card\"><h2><a href=\"{url}\">{title}</a></h2>");
        var (kind, badge) = (connector, count) switch
        {
            ({ Definition: null }, _) => ("warn", texts["badge.draft"]),
            (_, { All: 0 }) => ("warn", texts["badge.notConnected"]),
            (_, { NeedWork: > 0 }) => ("bad", texts.Format("badge.needsWork", count.NeedWork)),
            _ => ("good", texts.Format("badge.connected", count.All)),
        };
        html.Write($"<p><span class=\"badge {kind}\">{badge}</span></p>");
        if (connector.Definition?.Description is { } description) html.Write($"<p class=\"clip\">{description}</p>");
        html.Write($"</li>");
    }

    private readonly record struct ConnectionCount(int All, int NeedWork);
}
