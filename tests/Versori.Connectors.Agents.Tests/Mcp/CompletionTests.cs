using System.Net;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Versori.Connectors.Agents.Tests.Mcp;

/// <summary>Clients of 2025-11-25 are notified when a person has finished on the page.</summary>
public sealed class CompletionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_client_is_notified_when_its_person_has_signed_in_and_no_other_client_is()
    {
        await using var host = await McpHost.StartAsync();
        await using var ann = await host.ConnectAsync("ann", Clients.WithHandshake, _ => Clients.Decline());
        await using var bob = await host.ConnectAsync("bob", Clients.WithHandshake, _ => Clients.Decline());
        var (finished, others) = (Listen(ann), Listen(bob));
        var page = await PageAsync(ann);
        await PageAsync(bob);

        using var browser = host.CreateHttpClient("ann");
        using var opened = await browser.GetAsync(page.Url);

        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Equal(page.ElicitationId, await finished.WaitAsync(Limit));
        Assert.Contains("of ann", (await Clients.CallAsync(ann, "issues_list")).Text, StringComparison.Ordinal);
        Assert.False(others.IsCompleted);
    }

    [Fact]
    public async Task A_client_that_has_gone_does_not_disturb_the_sign_in()
    {
        await using var host = await McpHost.StartAsync();
        ElicitRequestParams page;
        await using (var gone = await host.ConnectAsync("ann", Clients.WithHandshake, _ => Clients.Decline()))
            page = await PageAsync(gone);
        await using var client = await host.ConnectAsync("ann", Clients.WithHandshake, _ => Clients.Decline());

        using var browser = host.CreateHttpClient("ann");
        using var opened = await browser.GetAsync(page.Url);

        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Contains("of ann", (await Clients.CallAsync(client, "issues_list")).Text, StringComparison.Ordinal);
    }

    private static async Task<ElicitRequestParams> PageAsync(McpClient client)
    {
        var error = await Assert.ThrowsAsync<UrlElicitationRequiredException>(
            () => Clients.CallAsync(client, "issues_list"));
        return Assert.Single(error.Elicitations);
    }

    private static Task<string> Listen(McpClient client)
    {
        var finished = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.RegisterNotificationHandler(NotificationMethods.ElicitationCompleteNotification, (notification, _) =>
        {
            var content = JsonSerializer.SerializeToElement(notification.Params);
            finished.TrySetResult(content.GetProperty("elicitationId").GetString()!);
            return default;
        });
        return finished.Task;
    }
}
