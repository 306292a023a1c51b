using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Activations;

/// <summary>A host with an integration that end users activate.</summary>
internal static class ActivationSetup
{
    public const string Url = "/connect/integrations/sync";

    public const string ApiUrl = "/connect/api/integrations/sync/activation";

    private const string Schema = """
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

    public static async Task<ConnectHost> StartAsync()
    {
        var host = await ConnectHost.StartAsync(services: services => services.AddVersoriConnectors()
            .AddAudit()
            .AddActivationVariables("sync", Schema));
        await host.PublishAsync([new BearerAuth()]);
        await host.Catalog.LinkAsync(new()
        {
            Id = new("sync", "shop"),
            ConnectorId = ConnectorId.Parse("shop"),
            Sharing = TemplateSharing.PerOwner,
        });
        return host;
    }

    public static Task<Connection> ConnectAsync(ConnectHost host, string user = "alice", string name = "mine") =>
        host.Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("shop"),
            Name = name,
            Credential = Credential.Bearer(ConnectHost.GoodKey),
            Owner = Owner.User(user),
        });

    public static async Task<TestPage> SendAsync(
        TestBrowser browser, HttpMethod method, string url, object? body = null, string? raw = null)
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (raw is not null) request.Content = new StringContent(raw, null, "application/json");
        return await browser.SendAsync(request);
    }

    public static JsonElement Json(TestPage page) => JsonElement.Parse(page.Text);
}
