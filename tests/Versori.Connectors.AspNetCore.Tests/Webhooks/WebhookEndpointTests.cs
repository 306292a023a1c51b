using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.AspNetCore.Tests.Hosts;

namespace Versori.Connectors.AspNetCore.Tests.Webhooks;

public sealed class WebhookEndpointTests
{
    private const string Body = "{ \"action\":\"opened\" }";
    private static readonly byte[] Key = "webhook-secret"u8.ToArray();

    [Fact]
    public async Task A_verified_webhook_reaches_the_host_with_its_raw_body_once()
    {
        await using var host = await StartAsync();
        using var sender = host.Browser(user: null);

        var received = await SendAsync(sender, Signature(Body), "1");
        var replayed = await SendAsync(sender, Signature(Body), "1");

        Assert.Equal(HttpStatusCode.OK, received.Status);
        Assert.Equal(HttpStatusCode.OK, replayed.Status);
        var webhook = Assert.Single(Receiver(host).Received);
        Assert.Equal(Body, Encoding.UTF8.GetString(webhook.Request.Body.Span));
        Assert.Equal(("shop", "orders"), (webhook.ConnectorId.Value, webhook.WebhookId));
    }

    [Fact]
    public async Task A_wrong_signature_and_an_unknown_webhook_reach_nobody()
    {
        await using var host = await StartAsync();
        using var sender = host.Browser(user: null);

        var forged = await SendAsync(sender, Signature(Body + " "), "1");
        var unknown = await SendAsync(sender, Signature(Body), "1", "/connect/webhooks/shop/other");
        var foreign = await SendAsync(sender, Signature(Body), "1", "/connect/webhooks/nothing/orders");

        Assert.Equal(HttpStatusCode.Unauthorized, forged.Status);
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Empty(Receiver(host).Received);
    }

    [Fact]
    public async Task A_webhook_that_the_host_fails_on_can_be_delivered_again()
    {
        await using var host = await StartAsync();
        using var sender = host.Browser(user: null);
        Receiver(host).Fails = true;
        var failed = await SendAsync(sender, Signature(Body), "1");

        Receiver(host).Fails = false;
        var again = await SendAsync(sender, Signature(Body), "1");

        Assert.Equal(HttpStatusCode.InternalServerError, failed.Status);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Single(Receiver(host).Received);
    }

    [Fact]
    public async Task A_repetition_is_acknowledged_only_after_the_first_delivery_was_handled()
    {
        await using var host = await StartAsync();
        using var sender = host.Browser(user: null);
        using var second = host.Browser(user: null);
        var gate = Receiver(host).Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = SendAsync(sender, Signature(Body), "1");
        await Receiver(host).Arrived.Task;

        var during = await SendAsync(second, Signature(Body), "1");
        gate.SetResult();
        var received = await first;
        var after = await SendAsync(second, Signature(Body), "1");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, during.Status);
        Assert.Equal("10", during.Headers["Retry-After"]);
        Assert.Equal(HttpStatusCode.OK, received.Status);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Single(Receiver(host).Received);
    }

    private static TestReceiver Receiver(ConnectHost host) =>
        (TestReceiver)host.Services.GetRequiredService<IWebhookReceiver>();

    private static async Task<TestPage> SendAsync(
        TestBrowser sender, string signature, string id, string url = "/connect/webhooks/shop/orders")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Hub-Signature-256", signature);
        request.Headers.Add("X-GitHub-Delivery", id);
        return await sender.SendAsync(request);
    }

    private static string Signature(string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(body)));

    private static async Task<ConnectHost> StartAsync()
    {
        var host = await ConnectHost.StartAsync(
            services: services => services.AddVersoriConnectors().UseWebhookReceiver<TestReceiver>());
        var shop = await host.PublishAsync([new BearerAuth()], definition => definition with
        {
            Webhooks =
            [
                new()
                {
                    Id = "orders",
                    Scheme = HmacWebhookScheme.GitHub,
                    MessageId = WebhookValue.Header("X-GitHub-Delivery"),
                },
            ],
        });
        await host.Services.GetRequiredService<IWebhookSecrets>()
            .SetAsync(shop, "orders", [new Secret(Encoding.UTF8.GetString(Key))]);
        return host;
    }

    private sealed class TestReceiver : IWebhookReceiver
    {
        private readonly ConcurrentQueue<ReceivedWebhook> _received = new();

        public bool Fails { get; set; }

        public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource? Gate { get; set; }

        public async ValueTask ReceiveAsync(ReceivedWebhook webhook, CancellationToken cancellationToken)
        {
            if (Fails) throw new InvalidOperationException("The host fails.");
            Arrived.TrySetResult();
            if (Gate is { } gate) await gate.Task;
            _received.Enqueue(webhook);
        }
    }
}
