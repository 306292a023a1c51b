using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Saas;

/// <summary>
/// An agent of gus, who has connected nothing. Its call is sent to the Connect page, and goes on when gus has
/// connected.
/// </summary>
internal static class AgentVisit
{
    public static async Task<bool> RunAsync(Uri address)
    {
        using var browser = AutomaticVisit.OpenBrowser(address);
        await browser.GetAsync("/sign-in/gus");
        using var response = await browser.PostAsync("/agent-key", content: null);
        var key = await response.Content.ReadAsStringAsync();
        var pages = new List<string>();
        await using var agent = await ConnectAsync(address, key, async page =>
        {
            // What a client shows to its user; here the user opens the page at once.
            pages.Add(page.GetLeftPart(UriPartial.Path)[..(page.AbsoluteUri.LastIndexOf('/') + 1)]);
            using var opened = await browser.GetAsync(page);
            return opened.IsSuccessStatusCode && await AutomaticVisit.ConnectAsync(browser, "tracker");
        });

        var tools = await agent.ListToolsAsync();
        var tickets = tools.First(tool => tool.Name.EndsWith("tickets", StringComparison.Ordinal));
        var result = await agent.CallToolAsync(tickets.Name);

        var text = string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));
        Console.WriteLine(
            $"The agent of gus calls {tickets.Name}, was sent to {string.Join(", ", pages)}… and got: {text}");
        return pages.Count == 1 && text.Contains("2 tickets of account", StringComparison.Ordinal);
    }

    private static Task<McpClient> ConnectAsync(Uri address, string key, Func<Uri, Task<bool>> open)
    {
        var client = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
        var transport = new HttpClientTransport(
            new() { Endpoint = new(address, "mcp"), TransportMode = HttpTransportMode.StreamableHttp },
            client,
            ownsHttpClient: true);
        return McpClient.CreateAsync(transport, new McpClientOptions
        {
            Capabilities = new() { Elicitation = new() { Url = new() } },
            Handlers = new()
            {
                ElicitationHandler = async (request, _) => new ElicitResult
                {
                    Action = request?.Url is { } url && await open(new Uri(url)) ? "accept" : "cancel",
                },
            },
        });
    }
}
