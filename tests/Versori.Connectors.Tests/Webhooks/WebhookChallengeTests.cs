using System.Security.Cryptography;
using static Versori.Connectors.Tests.Webhooks.WebhookFixture;

namespace Versori.Connectors.Tests.Webhooks;

/// <summary>How challenges of providers are answered.</summary>
public sealed class WebhookChallengeTests
{
    [Fact]
    public async Task A_Slack_challenge_is_answered_only_if_it_is_signed()
    {
        await using var hooks = await StartAsync(
            new WebhookDefinition
            {
                Id = "hook",
                Scheme = HmacWebhookScheme.Slack,
                Challenge = EchoWebhookChallenge.Slack,
            },
            "secret");
        const string Body = """{"type":"url_verification","challenge":"3eZbrw1aB"}""";
        var at = hooks.Engine.Time.GetUtcNow().ToUnixTimeSeconds();

        var signed = await hooks.VerifyAsync(
            Request(
                Body,
                ("X-Slack-Signature", "v0=" + Sign("secret", $"v0:{at}:{Body}")),
                ("X-Slack-Request-Timestamp", $"{at}")));
        var forged = await hooks.VerifyAsync(
            Request(
                Body,
                ("X-Slack-Signature", "v0=" + Sign("wrong", $"v0:{at}:{Body}")),
                ("X-Slack-Request-Timestamp", $"{at}")));

        Assert.Equal(new WebhookResponse { Body = "3eZbrw1aB" }, signed.Response);
        Assert.Equal((WebhookOutcome.InvalidSignature, null), (forged.Outcome, forged.Response));
    }

    [Fact]
    public async Task A_Meta_challenge_is_answered_only_with_the_verify_token()
    {
        await using var hooks = await StartAsync(
            new WebhookDefinition
            {
                Id = "hook",
                Scheme = HmacWebhookScheme.GitHub,
                Challenge = EchoWebhookChallenge.Meta,
            },
            "app-secret");
        await hooks.Secrets.SetAsync(Id, "hook", [new("verify-me")], WebhookSecretKind.VerifyToken);

        var good = await hooks.VerifyAsync(
            Get("hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1158201444"));
        Assert.Equal((WebhookOutcome.Challenge, "1158201444"), (good.Outcome, good.Response?.Body));
        Assert.Equal(
            WebhookOutcome.InvalidSignature,
            await hooks.OutcomeAsync(Get("hub.mode=subscribe&hub.verify_token=app-secret&hub.challenge=1")));
        Assert.Equal(
            WebhookOutcome.MissingSignature, await hooks.OutcomeAsync(Get("hub.mode=subscribe&hub.challenge=1")));
    }

    [Fact]
    public async Task A_challenge_token_is_signed_and_a_body_is_never_signed()
    {
        await using var hooks = await StartAsync(
            new WebhookDefinition
            {
                Id = "hook",
                Scheme = HmacWebhookScheme.GitHub,
                Challenge = HmacWebhookChallenge.X,
            },
            "secret");
        var signature = Convert.ToBase64String(HMACSHA256.HashData("secret"u8, "abc-123"u8));

        var response = await hooks.VerifyAsync(Get("crc_token=abc-123"));

        Assert.Equal(
            $$"""{"response_token":"sha256={{signature.Replace("+", "\\u002B")}}"}""", response.Response!.Body);
        Assert.Equal("application/json", response.Response.ContentType);
        Assert.Equal(
            WebhookOutcome.Malformed,
            await hooks.OutcomeAsync(Get("crc_token=" + Uri.EscapeDataString("""{"forged":true}"""))));
    }

    [Fact]
    public async Task A_header_is_echoed_unless_it_would_break_the_response()
    {
        await using var hooks = await StartAsync(
            new WebhookDefinition
            {
                Id = "hook",
                Scheme = HmacWebhookScheme.GitHub,
                Challenge = new HeaderWebhookChallenge { Header = "X-Hook-Secret" },
            },
            "secret");

        var response = await hooks.VerifyAsync(Request("", ("X-Hook-Secret", "abc")));

        Assert.Equal("abc", response.Response!.Headers["X-Hook-Secret"]);
        Assert.Equal(WebhookOutcome.Malformed, await hooks.OutcomeAsync(Request("", ("X-Hook-Secret", "a\r\nb"))));
    }
}
