using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Connections;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;
using Versori.Connectors.AspNetCore.Templates;

namespace Versori.Connectors.AspNetCore.Api;

/// <summary>
/// Creates connect sessions for the host's front end: for the visitor, or by an administrator for others.
/// </summary>
internal sealed class SessionApi(IConnectLinks links, IConnectorCatalog catalog, ConnectorAccess access)
{
    private const int MaximumItems = 50;

    public async Task<IResult> CreateAsync(ConnectContext context)
    {
        var item = await ReadAsync(context).ConfigureAwait(false);
        foreach (var id in item.Connectors)
        {
            if (await access.FindAsync(context.Visitor, id, context.Aborted).ConfigureAwait(false) is null)
                throw ConnectErrors.NotFound("connector", "connectors");
        }

        TemplateId[] templates = [.. item.Templates.Select(IdOf)];
        foreach (var id in templates)
        {
            if (!await MayUseAsync(context, id).ConfigureAwait(false))
                throw ConnectErrors.NotFound("template", "templates");
        }

        var link = await links.CreateAsync(
            new()
            {
                Owner = OwnerOf(context, item),
                Connectors = [.. item.Connectors.Select(ConnectorId.Parse)],
                Templates = templates,
                ConnectionId = ConnectionOf(item),
                IsOwnerOnly = item.OwnerOnly,
                Delivery = DeliveryOf(item),
                ReturnUrl = item.ReturnUrl,
                Origin = item.Origin,
                Lifetime = item.LifetimeSeconds is { } seconds
                    ? TimeSpan.FromSeconds(seconds)
                    : TimeSpan.FromMinutes(15),
            },
            context.Aborted).ConfigureAwait(false);
        var created = new SessionItem(
            link.SessionId, link.Url.AbsoluteUri, link.StatusUrl.AbsoluteUri, link.ExpiresAt);
        return Results.Json(created, ApiJson.Default.SessionItem, statusCode: StatusCodes.Status201Created);
    }

    private async Task<bool> MayUseAsync(ConnectContext context, TemplateId id)
    {
        var template = await catalog.FindTemplateAsync(id, context.Aborted).ConfigureAwait(false);
        if (template is null || TemplateSection.OwnerFor(context.Visitor, template) is null) return false;
        var connector = template.ConnectorId.Value;
        return await access.FindAsync(context.Visitor, connector, context.Aborted).ConfigureAwait(false) is not null;
    }

    private static TemplateId IdOf(TemplateItem? template)
    {
        try
        {
            return new(template?.Integration ?? "", template?.Name ?? "");
        }
        catch (ArgumentException exception)
        {
            throw ConnectErrors.Invalid(exception.Message, "templates");
        }
    }

    private static async Task<NewSessionItem> ReadAsync(ConnectContext context)
    {
        var item = await ApiRequest.ReadAsync(context, ApiJson.Default.NewSessionItem).ConfigureAwait(false);
        item.Connectors ??= [];
        item.Templates ??= [];
        if (item.Connectors.Count > MaximumItems)
            throw ConnectErrors.Invalid($"At most {MaximumItems}.", "connectors");
        if (item.Templates.Count > MaximumItems) throw ConnectErrors.Invalid($"At most {MaximumItems}.", "templates");
        return item;
    }

    private static Owner OwnerOf(ConnectContext context, NewSessionItem item)
    {
        if (item.Owner is null) return context.Visitor.Owner;
        if (!Owner.TryParse(item.Owner, null, out var owner))
            throw ConnectErrors.Invalid("Use 'host' or 'user:ID'.", "owner");
        return owner == context.Visitor.Owner || context.Visitor.IsAdministrator
            ? owner
            : throw ConnectErrors.Invalid("Only an administrator creates sessions for others.", "owner");
    }

    private static ConnectionId? ConnectionOf(NewSessionItem item)
    {
        if (item.Connection is null) return null;
        return ConnectionId.TryParse(item.Connection, null, out var id)
            ? id
            : throw ConnectErrors.Invalid("The id of a connection is a UUID.", "connection");
    }

    private static ConnectSessionDelivery DeliveryOf(NewSessionItem item) => item.Delivery switch
    {
        null or "popup" => ConnectSessionDelivery.Popup,
        "redirect" => ConnectSessionDelivery.Redirect,
        "link" => ConnectSessionDelivery.Link,
        _ => throw ConnectErrors.Invalid("Use popup, redirect or link.", "delivery"),
    };
}
