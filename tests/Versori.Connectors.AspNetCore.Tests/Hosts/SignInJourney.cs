using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Servers;

namespace Versori.Connectors.AspNetCore.Tests.Hosts;

/// <summary>A host whose connector signs people in at a real OAuth 2.0 server.</summary>
public sealed class SignInJourney : IAsyncDisposable
{
    private SignInJourney(ConnectHost host, AuthorizationServer server)
    {
        Host = host;
        Server = server;
    }

    public ConnectHost Host { get; }

    public AuthorizationServer Server { get; }

    public static async Task<SignInJourney> StartAsync(
        OAuth2Grant grant = OAuth2Grant.AuthorizationCode,
        OAuth2ResponseMode mode = OAuth2ResponseMode.Query,
        Action<ConnectOptions>? configure = null,
        Action<IServiceCollection>? services = null)
    {
        var server = await AuthorizationServer.StartAsync();
        var host = await ConnectHost.StartAsync(configure, services);
        var client = AuthorizationServerClients.Client(
            "connect", null, "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code");
        client.RedirectUris.Clear();
        client.RedirectUris.Add(new(host.Address, "/connect/callback"));
        await server.RegisterClientAsync(client);
        await host.PublishAsync(
            [Method(server, grant) with { ResponseMode = mode }],
            definition => definition with
            {
                BaseUrl = server.Issuer.AbsoluteUri,
                Endpoints = [new() { Id = "me", Method = "GET", Path = "/resource" }],
            });
        return new(host, server);
    }

    /// <summary>An auth method that signs people in at the server.</summary>
    public static OAuth2Auth Method(AuthorizationServer server, OAuth2Grant grant) => new()
    {
        Grant = grant,
        Issuer = server.Issuer.AbsoluteUri,
        ClientId = "connect",
        ClientAuthentication = OAuth2ClientAuthentication.None,
        Scopes = ["offline_access"],
    };

    /// <summary>Fills in the form; the result is the page that leaves for the external system.</summary>
    public async Task<TestPage> BeginAsync(TestBrowser browser, string name = "mine", string returnUrl = "")
    {
        var query = returnUrl.Length > 0 ? $"?return={Uri.EscapeDataString(returnUrl)}" : "";
        var form = await browser.GetAsync($"/connect/connectors/shop/new{query}");
        return await browser.SubmitAsync(form, null, ("name", name));
    }

    /// <summary>The person signs in at the external system; the result is the callback's URL.</summary>
    public static async Task<string> VisitAsync(TestPage leave)
    {
        using var response = await VisitResponseAsync(leave);
        return response.Headers.Location!.AbsoluteUri;
    }

    public static async Task<HttpResponseMessage> VisitResponseAsync(TestPage leave)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        var url = leave.Document.QuerySelector("main a")!.GetAttribute("href")!;
        Assert.Equal($"0;url={url}", leave.Headers["Refresh"]);
        return await client.GetAsync(url);
    }

    public async Task<string> CallAsync(Connection connection)
    {
        using var client = Host.Services.GetRequiredService<IConnectorClientFactory>().CreateClient(connection.Id);
        return await client.GetStringAsync("resource");
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Server.DisposeAsync();
    }
}
