using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Generation.Tests;

/// <summary>A host with conversations, and shorthand for a conversation about a shop.</summary>
internal sealed class ChatHost : IAsyncDisposable
{
    public static readonly Owner Ada = Owner.User("ada");

    private readonly ServiceProvider _services;

    public ChatHost(
        IChatClient? client = null,
        IConversationStore? store = null,
        Action<ConnectorGenerationOptions>? configure = null,
        IKnownHosts? known = null)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors().AddGeneration(configure);
        if (client is not null) services.AddSingleton(client);
        if (store is not null) services.AddSingleton(store);
        if (known is not null) services.AddSingleton(known);
        _services = services.BuildServiceProvider();
    }

    public IConnectorChat Chat => _services.GetRequiredService<IConnectorChat>();

    public IConnectorCatalog Catalog => _services.GetRequiredService<IConnectorCatalog>();

    public IConversationStore Store => _services.GetRequiredService<IConversationStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<Conversation> StartAsync(ConnectorSource? source = null) => Chat.StartAsync(
        new() { Owner = Ada, Sources = [source ?? ModelDocuments.Shop()] }, Cancellation);

    /// <summary>Sends a message and returns all updates.</summary>
    public async Task<List<ConversationUpdate>> SendAsync(
        Conversation conversation,
        string text,
        ConversationMode mode = ConversationMode.Plan,
        params MessageAttachment[] attachments) =>
        await Chat.SendAsync(
            conversation.Id, Ada, new() { Text = text, Mode = mode, Attachments = attachments }, Cancellation)
            .ToListAsync(Cancellation);

    /// <summary>Sends a message, applies all proposals, and returns the conversation.</summary>
    public async Task<Conversation> ApplyAllAsync(
        Conversation conversation, string text, ConversationMode mode = ConversationMode.Plan)
    {
        foreach (var proposal in (await SendAsync(conversation, text, mode)).Proposals())
            conversation = await Chat.ApplyAsync(conversation.Id, Ada, proposal.Id, cancellationToken: Cancellation);
        return conversation;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
