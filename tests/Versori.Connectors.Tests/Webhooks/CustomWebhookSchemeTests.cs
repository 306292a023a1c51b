using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;
using static Versori.Connectors.Tests.Webhooks.WebhookFixture;

namespace Versori.Connectors.Tests.Webhooks;

public sealed class CustomWebhookSchemeTests
{
    private static readonly CustomWebhookScheme Scheme = new()
    {
        Handler = "reversed",
        Settings = JsonFragment.Parse("""{"header":"X-Mark"}"""),
    };

    [Fact]
    public async Task A_custom_scheme_verifies_and_replays_are_detected()
    {
        await using var engine = await StartAsync(Scheme, isRegistered: true);

        Assert.Equal(WebhookOutcome.Verified, await OutcomeAsync(engine, "body", "terces/body"));
        Assert.Equal(WebhookOutcome.Replayed, await OutcomeAsync(engine, "body", "terces/body"));
        Assert.Equal(WebhookOutcome.Verified, await OutcomeAsync(engine, "other", "terces/other"));
        Assert.Equal(WebhookOutcome.InvalidSignature, await OutcomeAsync(engine, "body", "secret/body"));
    }

    [Fact]
    public async Task A_scheme_whose_handler_is_not_registered_verifies_nothing_and_states_the_reason()
    {
        await using var engine = await StartAsync(Scheme, isRegistered: false);

        var verification = await VerifyAsync(engine, "body", "terces/body");

        Assert.Equal(WebhookOutcome.NoSecret, verification.Outcome);
        Assert.Contains("reversed", verification.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheme_without_a_handler_is_refused()
    {
        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => StartAsync(Scheme with { Handler = "" }, isRegistered: true));

        Assert.Equal("/webhooks/0/scheme/handler", error.Error.Location);
    }

    private static async Task<EngineFixture> StartAsync(CustomWebhookScheme scheme, bool isRegistered)
    {
        var engine = await EngineFixture.StartAsync(builder =>
        {
            if (isRegistered) builder.AddWebhookHandler<ReversedSecret>("reversed");
        });
        await engine.PublishAsync(
            engine.Definition("hooks") with { Webhooks = [new() { Id = "hook", Scheme = scheme }] });
        await engine.Services.GetRequiredService<IWebhookSecrets>().SetAsync(Id, "hook", [new Secret("secret")]);
        return engine;
    }

    private static async Task<WebhookOutcome> OutcomeAsync(EngineFixture engine, string body, string mark) =>
        (await VerifyAsync(engine, body, mark)).Outcome;

    private static async Task<WebhookVerification> VerifyAsync(EngineFixture engine, string body, string mark) =>
        await engine.Services.GetRequiredService<IWebhookVerifier>()
            .VerifyAsync(Id, "hook", Request(body, ("X-Mark", mark)));

    private sealed class ReversedSecret : IWebhookSchemeHandler
    {
        public ValueTask<WebhookSchemeResult> CheckAsync(
            WebhookSchemeContext context, CancellationToken cancellationToken)
        {
            var header = context.Request.Header(context.Settings.GetProperty("header").GetString()!)[0];
            var secret = new string([.. context.Secrets[0].Reveal().Reverse()]);
            var expected = $"{secret}/{Encoding.UTF8.GetString(context.Request.Body.Span)}";
            var isGenuine = CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(header));
            return new(isGenuine
                ? WebhookSchemeResult.Verified(sentAt: context.Now)
                : WebhookSchemeResult.Refused(WebhookOutcome.InvalidSignature, "The mark is wrong."));
        }
    }
}
