using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.AspNetCore.Tests.Hosts;

/// <summary>An administrator's chat on the page, without script.</summary>
internal sealed class ChatTalk(TestBrowser browser, string url)
{
    public string Url => url;

    public static Task<ConnectHost> StartHostAsync(Action<IServiceCollection>? more = null) => ConnectHost.StartAsync(
        services: services =>
        {
            services.AddVersoriConnectors().AddGeneration();
            more?.Invoke(services);
        });

    public static async Task<ChatTalk> StartAsync(TestBrowser browser, params (string Name, string Value)[] fields)
    {
        var list = await browser.GetAsync("/connect/chats");
        var started = await browser.SubmitAsync(list, "/chats", fields);
        return new(browser, started.Location);
    }

    public Task<TestPage> ShowAsync() => browser.GetAsync(url);

    /// <summary>Sends a message, and returns what the server responds to the form.</summary>
    public async Task<TestPage> SendAsync(
        string text, string mode = "plan", bool isAttached = false, string path = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url + path)
        {
            Content = ChatDocument.Message(await ShowAsync(), text, mode, isAttached),
        };
        return await browser.SendAsync(request);
    }

    /// <summary>Presses the first button of the page that does this.</summary>
    public async Task<TestPage> PressAsync(string action) => await browser.SubmitAsync(await ShowAsync(), action);
}
