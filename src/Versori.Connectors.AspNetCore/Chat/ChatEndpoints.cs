using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Chat;

/// <summary>
/// Conversations of an administrator that edit draft connectors, if the host has registered
/// <see cref="IConversations"/>. They belong to the administrator's owner.
/// </summary>
internal sealed class ChatEndpoints(
    IServiceProvider services, ChatListPage list, ChatPage page, IConnectorCatalog catalog, ProblemWriter problems)
{
    // Beyond this, the page shows the latest ones.
    private const int MaximumConversations = 50;

    private const int MaximumConnectors = 100;

    public async Task<IResult> ListAsync(ConnectContext context)
    {
        if (Find(context) is not { } chat) return problems.NotFound(context);
        return await ShowListAsync(context, chat, []).ConfigureAwait(false);
    }

    public async Task<IResult> StartAsync(ConnectContext context)
    {
        if (Find(context) is not { } chat) return problems.NotFound(context);
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        var connectors = form["connector"]
            .Select(id => ConnectorId.TryParse(id, null, out var parsed) ? parsed : (ConnectorId?)null)
            .OfType<ConnectorId>();
        try
        {
            var conversation = await chat.StartAsync(
                new()
                {
                    Owner = context.Visitor.Owner,
                    Title = form["title"].ToString().Trim(),
                    Integration = form["integration"].ToString().Trim() is { Length: > 0 } name ? name : null,
                    Connectors = [.. connectors.Take(MaximumConnectors)],
                },
                context.Aborted).ConfigureAwait(false);
            return new SeeOther(Url(context, conversation.Id));
        }
        catch (ConnectorException exception)
        {
            return await ShowListAsync(context, chat, exception.Errors).ConfigureAwait(false);
        }
    }

    public async Task<IResult> ShowAsync(ConnectContext context)
    {
        var conversation = await FindAsync(context).ConfigureAwait(false);
        return conversation is null
            ? problems.NotFound(context)
            : page.Show(context, new() { Conversation = conversation });
    }

    /// <summary>Sends a message, and shows the page when the response is complete.</summary>
    public async Task<IResult> SendAsync(ConnectContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } conversation) return problems.NotFound(context);
        var message = await ChatMessageReader.ReadAsync(context).ConfigureAwait(false);
        try
        {
            var updates = Find(context)!.SendAsync(
                conversation.Id, context.Visitor.Owner, message, context.Aborted);
            await foreach (var update in updates.ConfigureAwait(false)) _ = update;
            return new SeeOther(Url(context, conversation.Id) + "#latest");
        }
        catch (ConnectorException exception)
        {
            return await ShowAgainAsync(context, exception, message).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a message, and sends the response while it is made.</summary>
    public async Task<IResult> StreamAsync(ConnectContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } conversation) return problems.NotFound(context);
        var message = await ChatMessageReader.ReadAsync(context).ConfigureAwait(false);
        var updates = Find(context)!
            .SendAsync(conversation.Id, context.Visitor.Owner, message, context.Aborted)
            .GetAsyncEnumerator(context.Aborted);
        try
        {
            // What refuses the message comes before the first part, and is a problem page with a status.
            var hasFirst = await updates.MoveNextAsync().ConfigureAwait(false);
            return new ChatStream(updates, hasFirst, context.Texts);
        }
        catch
        {
            await updates.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task<IResult> ApplyAsync(ConnectContext context) => ChangeAsync(
        context,
        (chat, id, form) => chat.ApplyAsync(
            id, context.Visitor.Owner, form["proposal"].ToString(), RevisionOf(form), context.Aborted));

    public Task<IResult> RefuseAsync(ConnectContext context) => ChangeAsync(
        context,
        (chat, id, form) => chat.RefuseAsync(
            id, context.Visitor.Owner, form["proposal"].ToString(), RevisionOf(form), context.Aborted));

    public Task<IResult> UndoAsync(ConnectContext context) => ChangeAsync(
        context,
        (chat, id, form) => chat.UndoAsync(
            id, context.Visitor.Owner, form["proposal"].ToString(), RevisionOf(form), context.Aborted));

    public Task<IResult> DecideAsync(ConnectContext context) => ChangeAsync(
        context,
        (chat, id, form) => chat.DecideAsync(
            id,
            context.Visitor.Owner,
            form["system"].ToString(),
            form["question"].ToString(),
            form["choice"].ToString() is { Length: > 0 } choice ? choice : null,
            context.Aborted));

    /// <summary>Saves the draft of a system in the catalog, and goes to the page that publishes it.</summary>
    public async Task<IResult> SaveDraftAsync(ConnectContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } conversation) return problems.NotFound(context);
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        try
        {
            var connector = await Find(context)!.SaveDraftAsync(
                conversation.Id, context.Visitor.Owner, form["system"].ToString(), context.Aborted)
                .ConfigureAwait(false);
            return new SeeOther(context.Url("connectors", connector.Id.Value, "draft"));
        }
        catch (ConnectorException exception)
        {
            return await ShowAgainAsync(context, exception).ConfigureAwait(false);
        }
    }

    public async Task<IResult> DeleteAsync(ConnectContext context)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } conversation) return problems.NotFound(context);
        await Find(context)!.DeleteAsync(conversation.Id, context.Visitor.Owner, context.Aborted).ConfigureAwait(false);
        return new SeeOther(context.Url("chats"));
    }

    private static string Url(ConnectContext context, ConversationId id) => context.Url("chats", id.ToString());

    private static long? RevisionOf(IFormCollection form) =>
        long.TryParse(form["revision"], System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private IConversations? Find(ConnectContext context) =>
        context.Visitor.IsAdministrator ? services.GetService<IConversations>() : null;

    private async Task<Conversation?> FindAsync(ConnectContext context) =>
        Find(context) is { } chat && ConversationId.TryParse(context.RouteText("id"), null, out var id)
            ? await chat.FindAsync(id, context.Visitor.Owner, context.Aborted).ConfigureAwait(false)
            : null;

    private async Task<IResult> ChangeAsync(
        ConnectContext context, Func<IConversations, ConversationId, IFormCollection, Task<Conversation>> change)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } conversation) return problems.NotFound(context);
        var form = await context.Http.Request.ReadFormAsync(context.Aborted).ConfigureAwait(false);
        try
        {
            await change(Find(context)!, conversation.Id, form).ConfigureAwait(false);
            return new SeeOther(Url(context, conversation.Id) + "#proposals");
        }
        catch (ConnectorException exception)
        {
            return await ShowAgainAsync(context, exception).ConfigureAwait(false);
        }
    }

    // The conversation is read again: what refused the change is often that it has changed.
    private async Task<IResult> ShowAgainAsync(
        ConnectContext context, ConnectorException exception, ConversationMessage? message = null)
    {
        if (await FindAsync(context).ConfigureAwait(false) is not { } conversation) return problems.NotFound(context);
        return page.Show(context, new()
        {
            Conversation = conversation,
            Errors = exception.Errors,
            Status = ProblemStatus.Of(exception.Code),
            Text = message?.Text ?? "",
            Mode = message?.Mode,
        });
    }

    private async Task<IResult> ShowListAsync(
        ConnectContext context, IConversations chat, IReadOnlyList<ConnectorError> errors)
    {
        var latest = new Queue<Conversation>();
        var listed = chat.ListAsync(context.Visitor.Owner, context.Aborted);
        await foreach (var conversation in listed.ConfigureAwait(false))
        {
            latest.Enqueue(conversation);
            if (latest.Count > MaximumConversations) latest.Dequeue();
        }

        var connectors = new List<ConnectorDefinition>();
        await foreach (var connector in catalog.ListAsync(after: null, context.Aborted).ConfigureAwait(false))
        {
            if (connector.Definition is { } definition) connectors.Add(definition);
            if (connectors.Count == MaximumConnectors) break;
        }

        return list.Show(context, [.. latest.Reverse()], connectors, errors);
    }
}
