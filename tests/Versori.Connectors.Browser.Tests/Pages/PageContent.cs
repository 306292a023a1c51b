using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.Browser.Tests.Pages;

/// <summary>A connector with versions, a draft, a template, a connection and a chat.</summary>
internal static class PageContent
{
    /// <summary>The variables of the integration <c>sync</c>.</summary>
    public const string Variables = """
        {
          "type": "object",
          "required": ["folder"],
          "properties": {
            "folder": { "type": "string", "title": "Folder", "description": "Where it goes", "minLength": 2 },
            "depth": { "type": "integer", "minimum": 1 },
            "all": { "type": "boolean" },
            "mode": { "type": "string", "enum": ["fast", "slow"] },
            "labels": { "type": "array", "items": { "type": "string" } }
          }
        }
        """;

    public static async Task<ConnectorId> PublishAsync(ConnectHost host)
    {
        var store = await host.PublishAsync(
            [
                new BearerAuth { Title = "Access token" },
                new BasicAuth(),
                new ClientCertificateAuth(),
                new OAuth2Auth
                {
                    Grant = OAuth2Grant.ClientCredentials,
                    TokenUrl = "https://login.example.com/token",
                    Scopes = ["orders.read"],
                    TokenParameters = new Dictionary<string, string> { ["audience"] = "shop" },
                },
            ],
            definition => definition with
            {
                Id = new("store"),
                Description = "Orders and products of a shop.",
                Inputs = [new() { Name = "store", Title = "Store", Description = "Your shop.", Required = false }],
                Endpoints = [new() { Id = "me", Method = "GET", Path = "/me", Summary = "Who I am" }],
            });
        await host.Catalog.EditAsync(store, definition => definition with { Title = "Shop of the company" });
        var published = (await host.Catalog.FindAsync(store))!.Definition!;
        await host.Catalog.SaveDraftAsync(published with
        {
            Endpoints = [.. published.Endpoints, new() { Id = "orders", Method = "GET", Path = "/orders" }],
        });
        await host.Catalog.LinkAsync(
            new() { Id = new("sync", "shop"), ConnectorId = store, Sharing = TemplateSharing.PerOwner });
        return store;
    }

    public static Task<Connection> ConnectAsync(ConnectHost host, ConnectorId store) => host.Connections.ConnectAsync(
        new()
        {
            ConnectorId = store,
            Name = "My shop",
            Credential = Credential.Bearer(ConnectHost.GoodKey),
            Owner = Owner.User("alice"),
            IsDefault = true,
        });

    /// <summary>A connection that was upgraded.</summary>
    public static async Task<Connection> UpgradeAsync(ConnectHost host)
    {
        var moved = await PublishKeyAsync(host, "X-Old");
        var connection = await host.Connections.ConnectAsync(new()
        {
            ConnectorId = moved,
            Name = "My key",
            Credential = Credential.ApiKey(ConnectHost.GoodKey),
            Owner = Owner.User("admin"),
        });
        await PublishKeyAsync(host, "X-New");
        return await host.Services.GetRequiredService<IConnectionMaintenance>().UpgradeAsync(connection.Id);
    }

    /// <summary>An integration whose connection lacks a scope.</summary>
    public static async Task<string> LackScopeAsync(ConnectHost host)
    {
        var scoped = await PublishScopesAsync(host, "orders.read");
        await host.Catalog.LinkAsync(
            new() { Id = new("reports", "shop"), ConnectorId = scoped, Sharing = TemplateSharing.PerOwner });
        await host.Connections.ConnectAsync(new()
        {
            ConnectorId = scoped,
            Name = "My orders",
            Credential = Credential.OAuth2Tokens("access", "refresh", "client", "secret"),
            Owner = Owner.User("admin"),
            CheckCredential = false,
        });
        await PublishScopesAsync(host, "orders.read", "orders.write");
        return "reports";
    }

    /// <summary>A chat in which a change can be undone only after another.</summary>
    public static async Task<ConversationId> ChatWithTitlesAsync(ConnectHost host)
    {
        var (chat, owner) = (host.Services.GetRequiredService<IConversations>(), Owner.User("admin"));
        var conversation = await chat.StartAsync(new ConversationTopic { Owner = owner, Connectors = [new("store")] });
        foreach (var title in new[] { "First", "Second" })
        {
            var edit = new DraftEdit { Kind = DraftEditKind.SetTitle, Values = [title] };
            var system = conversation.Systems[0].Name;
            var proposal = await chat.ProposeAsync(conversation.Id, owner, system, edit);
            await chat.ApplyAsync(conversation.Id, owner, proposal.Id);
        }

        return conversation.Id;
    }

    /// <summary>A chat with a proposal of each state.</summary>
    public static async Task<ConversationId> ChatAsync(ConnectHost host)
    {
        var (chat, owner) = (host.Services.GetRequiredService<IConversations>(), Owner.User("admin"));
        var conversation = await chat.StartAsync(new ConversationTopic { Owner = owner, Title = "Warehouse sync" });
        var message = new ConversationMessage
        {
            Text = "List the items, create an item, list the suppliers",
            Attachments = [new("warehouse.json", ChatDocument.Text)],
        };
        await foreach (var update in chat.SendAsync(conversation.Id, owner, message))
        {
            if (update is ConversationDone done) conversation = done.Conversation;
        }

        conversation = await chat.ApplyAsync(conversation.Id, owner, conversation.Proposals[0].Id);
        if (conversation.Proposals.FirstOrDefault(found => found.State == ProposalState.Proposed) is { } other)
            await chat.RefuseAsync(conversation.Id, owner, other.Id);
        message = new() { Text = "List the suppliers", Mode = ConversationMode.Change };
        await foreach (var update in chat.SendAsync(conversation.Id, owner, message)) _ = update;
        return conversation.Id;
    }

    private static Task<ConnectorId> PublishKeyAsync(ConnectHost host, string header) => host.PublishAsync(
        [ApiKeyAuth.Create(CredentialLocation.Header, header)],
        definition => definition with { Id = new("moved") });

    private static Task<ConnectorId> PublishScopesAsync(ConnectHost host, params string[] scopes) => host.PublishAsync(
        [
            new OAuth2Auth
            {
                Grant = OAuth2Grant.AuthorizationCode,
                AuthorizationUrl = "https://login.example.com/authorize",
                TokenUrl = "https://login.example.com/token",
                Scopes = scopes,
            },
        ],
        definition => definition with { Id = new("scoped") });
}
