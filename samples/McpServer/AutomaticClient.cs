using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpServerSample;

/// <summary>
/// What a client and its user do: list the tools, call one, open the link, enter the key, call again, and confirm a
/// write.
/// </summary>
internal static class AutomaticClient
{
    public static async Task<int> RunAsync()
    {
        var options = new McpClientOptions { Capabilities = new() { Elicitation = new() { Form = new() } } };
        options.Handlers.ElicitationHandler = (request, _) =>
        {
            Console.WriteLine("The user is asked to confirm the write, and does.");
            return new(new ElicitResult
            {
                Action = "accept",
                Content = new Dictionary<string, JsonElement> { ["approve"] = JsonSerializer.SerializeToElement(true) },
            });
        };
        await using var client = await McpClient.CreateAsync(
            new StdioClientTransport(new() { Command = Environment.ProcessPath!, Arguments = [] }), options);
        Console.WriteLine($"tools: {string.Join(", ", (await client.ListToolsAsync()).Select(tool => tool.Name))}");

        using var refused = await CallAsync(client, "notes_list", []);
        var error = refused.RootElement.GetProperty("error");
        Console.WriteLine($"notes_list: {error.GetProperty("code")}");
        await EnterKeyAsync(new Uri(error.GetProperty("signInUrl").GetString()!));

        using var created = await CallAsync(client, "notes_create", new()
        {
            ["body"] = new Dictionary<string, string> { ["text"] = "buy milk" },
        });
        using var listed = await CallAsync(client, "notes_list", []);
        Console.WriteLine($"notes_list: {listed.RootElement.GetProperty("data")}");
        return created.RootElement.GetProperty("status").GetInt32() == 201 ? 0 : 1;
    }

    private static async Task<JsonDocument> CallAsync(
        McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments);
        return JsonDocument.Parse(result.Content.OfType<TextContentBlock>().First().Text);
    }

    private static async Task EnterKeyAsync(Uri link)
    {
        using var browser = new HttpClient();
        using var form = new FormUrlEncodedContent([new("key", "notes-demo-key")]);
        using var response = await browser.PostAsync(link, form);
        Console.WriteLine($"The user enters the key: {await response.Content.ReadAsStringAsync()}");
    }
}
