using Microsoft.Extensions.Time.Testing;

namespace Versori.Connectors.Tests.Webhooks;

/// <summary>
/// Test vectors that the systems themselves publish. The engine's clock is set to the time of the message.
/// </summary>
public sealed class PublishedVectorTests
{
    // stripe-dotnet (Apache-2.0), src/StripeTests/Services/Events/EventUtilityTest.cs
    private const string StripeBody =
        "{\n  \"id\": \"evt_123\",\n  \"object\": \"event\",\n  \"account\": \"acct_123\",\n  \"api_version\": "
            + "\"2017-05-25\",\n  \"created\": 1533204620,\n  \"data\": {\n    \"object\": {\n      \"id\": "
            + "\"cus_123\",\n      \"object\": \"customer\",\n      \"created\": 123456789,\n      \"email\": "
            + "\"test@stripe.com\",\n      \"livemode\": false,\n      \"metadata\": {}\n    }\n  },\n  \"livemode\": "
            + "false,\n  \"pending_webhooks\": 1,\n  \"request\": {\n    \"id\": \"req_123\",\n    "
            + "\"idempotency_key\": \"idempotency-key-123\"\n  },\n  \"type\": \"customer.created\"\n}\n";

    // Slack, "Verifying requests from Slack"
    private const string SlackBody =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&"
            + "channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&"
            + "response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXa"
            + "IFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    // GitHub, "Validating webhook deliveries"
    [Fact]
    public Task A_vector_of_GitHub_is_verified() => AssertOnlyTheVectorIsAcceptedAsync(
        HmacWebhookScheme.GitHub,
        "It's a Secret to Everybody",
        null,
        "Hello, World!",
        ("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));

    [Fact]
    public Task A_vector_of_Slack_is_verified() => AssertOnlyTheVectorIsAcceptedAsync(
        HmacWebhookScheme.Slack,
        "8f742231b10e8888abcd99yyyzzz85a5",
        1531420618,
        SlackBody,
        ("X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
        ("X-Slack-Request-Timestamp", "1531420618"));

    [Fact]
    public Task A_vector_of_Stripe_is_verified() => AssertOnlyTheVectorIsAcceptedAsync(
        HmacWebhookScheme.Stripe,
        "webhook_secret",
        1533204620,
        StripeBody,
        (
            "Stripe-Signature",
            "t=1533204620,v1=2220f87ef101a04665f11cdf770523143f875572008577fa0f20882ddb9cc3c7,"
                + "v0=63f3a72374a733066c4be69ed7f8e5ac85c22c9f0a6a612ab9a025a9e4ee7eef"));

    // standard-webhooks/standard-webhooks (Apache-2.0), the libraries' tests; Svix's documentation
    [Fact]
    public Task A_vector_of_Standard_Webhooks_is_verified() => AssertOnlyTheVectorIsAcceptedAsync(
        new StandardWebhooksScheme(),
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        1614265330,
        "{\"test\": 2432232314}",
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        ("webhook-timestamp", "1614265330"),
        ("webhook-signature", "v1a,unknown v1,bm9uZQ== v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));

    [Fact]
    public Task A_vector_of_Standard_Webhooks_with_Svix_headers_is_verified() => AssertOnlyTheVectorIsAcceptedAsync(
        new StandardWebhooksScheme { HeaderPrefix = "svix" },
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        1614265330,
        "{\"test\": 2432232314}",
        ("svix-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        ("svix-timestamp", "1614265330"),
        ("svix-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));

    // Twilio, "Validating signatures from Twilio", and the tests of its SDKs (MIT)
    [Fact]
    public async Task A_vector_of_Twilio_is_verified()
    {
        await using var hooks = await WebhookFixture.StartAsync(HmacWebhookScheme.Twilio, "12345");
        const string Form =
            "Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE";

        Assert.Equal(
            WebhookOutcome.Verified,
            await hooks.OutcomeAsync(Request("https://mycompany.com/myapp.php?foo=1&bar=2", Form)));
        Assert.Equal(
            WebhookOutcome.InvalidSignature,
            await hooks.OutcomeAsync(Request("https://mycompany.com/myapp.php?foo=1&bar=3", Form)));
        Assert.Equal(
            WebhookOutcome.InvalidSignature,
            await hooks.OutcomeAsync(Request("https://mycompany.com/myapp.php?foo=1&bar=2", Form + "&x=1")));
        Assert.Equal(
            WebhookOutcome.MissingSignature,
            await hooks.OutcomeAsync(Request("https://mycompany.com/myapp.php?foo=1&bar=2", "{}", "application/json")));

        static WebhookRequest Request(string url, string body, string type = "application/x-www-form-urlencoded") =>
            new(
            "POST",
            url,
            [new("X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8="), new("Content-Type", type)],
            System.Text.Encoding.UTF8.GetBytes(body));
    }

    private static async Task AssertOnlyTheVectorIsAcceptedAsync(
        WebhookScheme scheme, string secret, long? time, string body, params (string Name, string Value)[] headers)
    {
        await using var hooks = await WebhookFixture.StartAsync(scheme, secret);
        if (time is { } at) SetTime(hooks.Engine.Time, at);

        Assert.Equal(
            WebhookOutcome.InvalidSignature, await hooks.OutcomeAsync(WebhookFixture.Request(body + " ", headers)));
        Assert.Equal(WebhookOutcome.Verified, await hooks.OutcomeAsync(WebhookFixture.Request(body, headers)));
        Assert.Equal(WebhookOutcome.Replayed, await hooks.OutcomeAsync(WebhookFixture.Request(body, headers)));
        await hooks.SetAsync("whsec_AAAA");
        Assert.Equal(WebhookOutcome.InvalidSignature, await hooks.OutcomeAsync(WebhookFixture.Request(body, headers)));
    }

    // The messages are older than the clock, so the clock is set back.
    private static void SetTime(FakeTimeProvider time, long unixSeconds) =>
        time.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(unixSeconds));
}
