using System.Globalization;
using System.Text;
using static Versori.Connectors.Tests.Webhooks.WebhookFixture;

namespace Versori.Connectors.Tests.Webhooks;

/// <summary>A system that puts the signature into the body and signs only a timestamp and a token.</summary>
public sealed class SignatureInBodyTests
{
    private static readonly HmacWebhookScheme Scheme = new()
    {
        Signature = WebhookValue.Body("/signature/signature"),
        Timestamp = WebhookValue.Body("/signature/timestamp"),
        SignedContent = "{timestamp}{id}",
        AllowUnsignedBody = true,
    };

    private static readonly WebhookDefinition Webhook = new()
    {
        Id = "hook",
        Scheme = Scheme,
        MessageId = WebhookValue.Body("/signature/token"),
        EventName = WebhookValue.Body("/event-data/event"),
    };

    [Fact]
    public async Task Each_token_is_accepted_once()
    {
        await using var hooks = await StartAsync(Webhook, "k");

        var verification = await hooks.VerifyAsync(Delivery(hooks, "t0k"));

        Assert.Equal(
            (WebhookOutcome.Verified, "opened", "t0k", hooks.Engine.Time.GetUtcNow()),
            (verification.Outcome, verification.EventName, verification.MessageId, verification.SentAt));
        Assert.Equal(WebhookOutcome.Replayed, await hooks.OutcomeAsync(Delivery(hooks, "t0k")));
        Assert.Equal(WebhookOutcome.Replayed, await hooks.OutcomeAsync(Delivery(hooks, "t0k", "clicked")));
        Assert.Equal(
            WebhookOutcome.Replayed, await hooks.OutcomeAsync(Delivery(hooks, "t0k", offset: TimeSpan.FromMinutes(1))));
        Assert.Equal(WebhookOutcome.Verified, await hooks.OutcomeAsync(Delivery(hooks, "t1k")));
    }

    [Fact]
    public async Task An_old_unsigned_or_wrongly_signed_delivery_is_refused()
    {
        await using var hooks = await StartAsync(Webhook, "k");

        Assert.Equal(
            WebhookOutcome.Expired, await hooks.OutcomeAsync(Delivery(hooks, "t0k", offset: TimeSpan.FromMinutes(-6))));
        Assert.Equal(WebhookOutcome.InvalidSignature, await hooks.OutcomeAsync(Delivery(hooks, "t0k", key: "other")));
        Assert.Equal(WebhookOutcome.MissingSignature, await hooks.OutcomeAsync(Request("""{"signature":{}}""")));
        Assert.Equal(WebhookOutcome.MissingSignature, await hooks.OutcomeAsync(Request("not json")));
    }

    // The text '1764360000' + 't0k' is also '17643600' + '00t0k': the time window refuses other ways to split it.
    [Fact]
    public async Task The_boundary_between_timestamp_and_token_cannot_be_moved()
    {
        await using var hooks = await StartAsync(Webhook, "k");
        var at = hooks.Engine.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Sign("k", at + "7t");

        for (var length = 1; length <= at.Length + 1; length++)
        {
            if (length == at.Length) continue;
            var (time, token) = ((at + "7t")[..length], (at + "7t")[length..]);
            Assert.NotEqual(WebhookOutcome.Verified, await hooks.OutcomeAsync(Body(time, token, signature, "x")));
        }
    }

    public static TheoryData<HmacWebhookScheme, bool, bool> Mistakes() => new()
    {
        { Scheme with { AllowUnsignedBody = false }, false, true },
        { Scheme with { SignedContent = "{timestamp}" }, false, true },
        { Scheme with { SignedContent = "{id}", Timestamp = null }, false, true },
        { Scheme, true, true },
        { Scheme, false, false },
        { Scheme with { SignatureHeader = "X-Signature" }, false, true },
        { Scheme with { Signature = null }, false, true },
        { Scheme with { TimestampHeader = "X-Time" }, false, true },
        { Scheme with { Signature = WebhookValue.Body("signature") }, false, true },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_definition_must_state_explicitly_that_the_body_is_not_covered(
        HmacWebhookScheme scheme, bool acceptReplays, bool hasId)
    {
        var webhook = Webhook with
        {
            Scheme = scheme,
            AcceptReplays = acceptReplays,
            MessageId = hasId ? Webhook.MessageId : null,
        };

        var error = await Assert.ThrowsAsync<ConnectorException>(() => StartAsync(webhook));

        Assert.All(error.Errors, item => Assert.StartsWith("/webhooks/0/scheme", item.Location));
    }

    private static WebhookRequest Delivery(
        WebhookFixture hooks, string token, string name = "opened", TimeSpan offset = default, string key = "k")
    {
        var at = (hooks.Engine.Time.GetUtcNow() + offset).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Body(at, token, Sign(key, at + token), name);
    }

    private static WebhookRequest Body(string at, string token, string signature, string name) =>
        Request(Encoding.UTF8.GetBytes(
            $$"""
            {"signature":{"timestamp":"{{at}}","token":"{{token}}","signature":"{{signature}}"},
            "event-data":{"event":"{{name}}" } }
            """));
}
