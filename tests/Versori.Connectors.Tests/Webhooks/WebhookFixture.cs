using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Webhooks;

/// <summary>An engine with one webhook and its secrets, and a clock at the time of a message.</summary>
public sealed class WebhookFixture : IAsyncDisposable
{
    public static readonly ConnectorId Id = ConnectorId.Parse("hooks");

    public EngineFixture Engine { get; private init; } = null!;

    public IWebhookVerifier Verifier => Engine.Services.GetRequiredService<IWebhookVerifier>();

    public IWebhookSecrets Secrets => Engine.Services.GetRequiredService<IWebhookSecrets>();

    public static async Task<WebhookFixture> StartAsync(WebhookDefinition webhook, params string[] secrets)
    {
        var fixture = new WebhookFixture
        {
            Engine = await EngineFixture.StartAsync(options: options => options.MaximumWebhookBytes = 100_000),
        };
        await fixture.Engine.PublishAsync(fixture.Engine.Definition("hooks") with { Webhooks = [webhook] });
        if (secrets.Length > 0) await fixture.SetAsync(secrets);
        return fixture;
    }

    public static Task<WebhookFixture> StartAsync(WebhookScheme scheme, params string[] secrets) =>
        StartAsync(new WebhookDefinition { Id = "hook", Scheme = scheme }, secrets);

    public Task SetAsync(params string[] secrets) =>
        Secrets.SetAsync(Id, "hook", [.. secrets.Select(secret => new Secret(secret))]);

    public async Task<WebhookOutcome> OutcomeAsync(WebhookRequest request) => (await VerifyAsync(request)).Outcome;

    public Task<WebhookVerification> VerifyAsync(WebhookRequest request) =>
        Verifier.VerifyAsync(Id, "hook", request).AsTask();

    public static WebhookRequest Request(string body, params (string Name, string Value)[] headers) =>
        Request(Encoding.UTF8.GetBytes(body), headers);

    public static WebhookRequest Request(byte[] body, params (string Name, string Value)[] headers) =>
        new(
            "POST",
            "https://host.example/hook",
            headers.Select(header => KeyValuePair.Create(header.Name, header.Value)),
            body);

    public static WebhookRequest Get(string query) =>
        new("GET", "https://host.example/hook?" + query, [], ReadOnlyMemory<byte>.Empty);

    public static string Sign(string secret, string content) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(content)));

    /// <summary>A request signed like Stripe's, at the engine's time.</summary>
    public WebhookRequest Stripe(string secret, string body, TimeSpan offset = default)
    {
        var at = (Engine.Time.GetUtcNow() + offset).ToUnixTimeSeconds();
        return Request(body, ("Stripe-Signature", $"t={at},v1={Sign(secret, $"{at}.{body}")}"));
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
