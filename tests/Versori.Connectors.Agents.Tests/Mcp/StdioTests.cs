using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Versori.Connectors.Agents.Tests.Mcp;

/// <summary>The sample's server as a process, with the SDK's client.</summary>
public sealed class StdioTests
{
    private const string Key = $"{AgentHost.Canary}-notes", NewNote = """{"body":{"text":"Buy milk."}}""";

    [Fact]
    public async Task With_the_handshake_a_user_signs_in_on_the_page_of_the_error_and_repeats_the_call()
    {
        await using var process = SampleProcess.Start(Key);
        await using (var client = await process.ConnectAsync(Clients.WithHandshake, _ => Clients.Allow(true)))
        {
            Assert.Contains(await client.ListToolsAsync(), tool => tool.Name == "notes_list");
            var finished = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var listening = client.RegisterNotificationHandler(
                NotificationMethods.ElicitationCompleteNotification,
                (notification, _) =>
                {
                    finished.TrySetResult((string)notification.Params!["elicitationId"]!);
                    return default;
                });
            var error = await Assert.ThrowsAsync<UrlElicitationRequiredException>(
                () => Clients.CallAsync(client, "notes_list"));
            await ConnectAsync(error.Elicitations[0].Url!);
            Assert.Equal(
                error.Elicitations[0].ElicitationId, await finished.Task.WaitAsync(TimeSpan.FromMinutes(5)));
            Assert.Contains("plants", (await Clients.CallAsync(client, "notes_list")).Text, StringComparison.Ordinal);
            var created = await Clients.CallAsync(client, "notes_create", NewNote);
            Assert.Contains("milk", created.Text, StringComparison.Ordinal);
        }

        Assert.Equal(0, await process.EndAsync());
        CheckOutput(process);
    }

    [Fact]
    public async Task With_input_requests_one_call_signs_in_and_writes()
    {
        await using var process = SampleProcess.Start(Key);
        await using (var client = await process.ConnectAsync(Clients.WithInputRequests, async request =>
        {
            if (request.Mode != "url") return await Clients.Allow(true);
            await ConnectAsync(request.Url!);
            return new ElicitResult { Action = "accept" };
        }))
        {
            var created = await Clients.CallAsync(client, "notes_create", NewNote);
            Assert.False(created.IsError, created.Text);
        }

        Assert.Equal(0, await process.EndAsync());
        CheckOutput(process);
    }

    private static async Task ConnectAsync(string page)
    {
        using var browser = new HttpClient();
        using var form = new FormUrlEncodedContent([new("key", Key)]);
        using var connected = await browser.PostAsync(page, form);
        Assert.True(connected.IsSuccessStatusCode, await connected.Content.ReadAsStringAsync());
        using var again = await browser.PostAsync(page, form);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, again.StatusCode);
    }

    // The protocol alone, and no secret.
    private static void CheckOutput(SampleProcess process)
    {
        var lines = process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.DoesNotContain(AgentHost.Canary, process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(AgentHost.Canary, process.Errors.ToString(), StringComparison.Ordinal);
    }
}
