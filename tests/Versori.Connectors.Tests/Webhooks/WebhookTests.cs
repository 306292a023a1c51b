using System.Security.Cryptography;
using System.Text;
using static Versori.Connectors.Tests.Webhooks.WebhookFixture;

namespace Versori.Connectors.Tests.Webhooks;

[Trait("Kind", "Race")]
public sealed class WebhookTests
{
    [Theory]
    [InlineData(-301, WebhookOutcome.Expired)]
    [InlineData(-300, WebhookOutcome.Verified)]
    [InlineData(300, WebhookOutcome.Verified)]
    [InlineData(301, WebhookOutcome.NotYetValid)]
    public async Task A_timestamp_outside_the_tolerance_is_refused(int seconds, WebhookOutcome expected)
    {
        await using var hooks = await StartAsync(HmacWebhookScheme.Stripe, "secret");

        Assert.Equal(expected, await hooks.OutcomeAsync(hooks.Stripe("secret", "{}", TimeSpan.FromSeconds(seconds))));
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_deliveries_is_verified()
    {
        await using var hooks = await StartAsync(HmacWebhookScheme.Stripe, "secret");
        var request = hooks.Stripe("secret", "{}");

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Task.Run(() => hooks.OutcomeAsync(request))));

        Assert.Equal(1, outcomes.Count(outcome => outcome == WebhookOutcome.Verified));
        Assert.Equal(99, outcomes.Count(outcome => outcome == WebhookOutcome.Replayed));
    }

    [Fact]
    public async Task A_replay_with_another_signature_or_id_is_still_a_replay()
    {
        await using var hooks = await StartAsync(
            new WebhookDefinition
            {
                Id = "hook",
                Scheme = HmacWebhookScheme.GitHub,
                MessageId = WebhookValue.Header("X-Id"),
            },
            "new",
            "old");

        Assert.Equal(WebhookOutcome.Verified, await hooks.OutcomeAsync(Signed("new", "1")));
        Assert.Equal(WebhookOutcome.Replayed, await hooks.OutcomeAsync(Signed("old", "2")));

        static WebhookRequest Signed(string secret, string id) =>
            Request("{}", ("X-Hub-Signature-256", "sha256=" + Sign(secret, "{}")), ("X-Id", id));
    }

    [Fact]
    public async Task Only_the_verification_that_accepted_a_delivery_can_forget_it()
    {
        await using var hooks = await StartAsync(HmacWebhookScheme.Stripe, "secret");
        var request = hooks.Stripe("secret", "{}");
        var first = await hooks.VerifyAsync(request);
        var replayed = await hooks.VerifyAsync(request);

        await hooks.Verifier.ForgetAsync(replayed);
        Assert.Equal(WebhookOutcome.Replayed, await hooks.OutcomeAsync(request));
        await hooks.Verifier.ForgetAsync(first);
        Assert.Equal(WebhookOutcome.Verified, await hooks.OutcomeAsync(request));
    }

    [Fact]
    public async Task Secrets_can_be_rotated_with_two_valid_at_the_same_time()
    {
        await using var hooks = await StartAsync(HmacWebhookScheme.Stripe, "old");
        await hooks.SetAsync("new", "old");
        Assert.Equal(WebhookOutcome.Verified, await hooks.OutcomeAsync(hooks.Stripe("old", "1")));
        Assert.Equal(WebhookOutcome.Verified, await hooks.OutcomeAsync(hooks.Stripe("new", "2")));

        await hooks.SetAsync("new");
        Assert.Equal(WebhookOutcome.InvalidSignature, await hooks.OutcomeAsync(hooks.Stripe("old", "3")));
        await hooks.SetAsync();
        Assert.Equal(WebhookOutcome.NoSecret, await hooks.OutcomeAsync(hooks.Stripe("new", "4")));
    }

    [Fact]
    public async Task A_verification_that_cannot_run_states_the_reason()
    {
        await using var hooks = await StartAsync(HmacWebhookScheme.Stripe, "secret");
        var signature = hooks.Stripe("secret", "{}").Header("Stripe-Signature")[0];

        Assert.Equal(WebhookOutcome.MissingSignature, await hooks.OutcomeAsync(Request("{}")));
        Assert.Equal(
            WebhookOutcome.MissingSignature, await hooks.OutcomeAsync(Request("{}", ("Stripe-Signature", "v1=00"))));
        Assert.Equal(
            WebhookOutcome.Malformed,
            await hooks.OutcomeAsync(Request("{}", ("Stripe-Signature", signature), ("stripe-signature", signature))));
        Assert.Equal(
            WebhookOutcome.Malformed, await hooks.OutcomeAsync(Request("{}", ("Stripe-Signature", "t=soon,v1=00"))));
        Assert.Equal(
            WebhookOutcome.TooLarge,
            await hooks.OutcomeAsync(Request(new byte[100_001], ("Stripe-Signature", signature))));
        Assert.Equal(
            WebhookOutcome.UnknownWebhook, (await hooks.Verifier.VerifyAsync(Id, "other", Request("{}"))).Outcome);
        Assert.Equal(
            WebhookOutcome.UnknownWebhook,
            (await hooks.Verifier.VerifyAsync(ConnectorId.Parse("nobody"), "hook", Request("{}"))).Outcome);
        Assert.Equal(
            WebhookOutcome.UnknownWebhook,
            (
                await hooks.Verifier.VerifyAsync(
                    ConnectionId.New(hooks.Engine.Time.GetUtcNow()), "hook", Request("{}"))).Outcome);
    }

    [Fact]
    public async Task A_connection_uses_its_own_secret_before_the_secret_of_the_connector()
    {
        await using var hooks = await StartAsync(HmacWebhookScheme.Stripe, "shared");
        var connection = await hooks.Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = Id,
            Name = "acme",
            Credential = Credential.OAuth2ClientCredentials(
                hooks.Engine.System.ClientId, hooks.Engine.System.ClientSecret),
        });
        Assert.True((await hooks.Verifier.VerifyAsync(connection.Id, "hook", hooks.Stripe("shared", "1"))).IsVerified);

        await hooks.Secrets.SetAsync(connection.Id, "hook", [new("own")]);
        Assert.True((await hooks.Verifier.VerifyAsync(connection.Id, "hook", hooks.Stripe("own", "2"))).IsVerified);
        Assert.False((await hooks.Verifier.VerifyAsync(connection.Id, "hook", hooks.Stripe("shared", "3"))).IsVerified);

        await hooks.Engine.Connections.DisconnectAsync(connection.Id);
        Assert.Equal(
            WebhookOutcome.UnknownWebhook,
            (await hooks.Verifier.VerifyAsync(connection.Id, "hook", hooks.Stripe("own", "4"))).Outcome);
    }

    [Fact]
    public async Task Event_and_id_are_returned_for_verified_requests_only()
    {
        await using var hooks = await StartAsync(
            new WebhookDefinition
            {
                Id = "hook",
                Scheme = HmacWebhookScheme.Stripe,
                EventName = WebhookValue.Body("/type"),
                MessageId = WebhookValue.Body("/id"),
            }, "canary");
        const string Body = """{"id":"evt_1","type":"customer.created"}""";

        var genuine = await hooks.VerifyAsync(hooks.Stripe("canary", Body));
        var forged = await hooks.VerifyAsync(hooks.Stripe("wrong", Body));

        Assert.Equal(("customer.created", "evt_1"), (genuine.EventName, genuine.MessageId));
        Assert.Equal(hooks.Engine.Time.GetUtcNow(), genuine.SentAt);
        Assert.Equal((null, null), (forged.EventName, forged.MessageId));
        Assert.DoesNotContain("canary", genuine.ToString() + forged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_and_basic_credentials_are_compared()
    {
        await using var keys = await StartAsync(
            new ApiKeyWebhookScheme { Key = WebhookValue.Header("Authorization"), Prefix = "Bearer " }, "key");
        Assert.Equal(WebhookOutcome.Verified, await keys.OutcomeAsync(Request("", ("Authorization", "Bearer key"))));
        Assert.Equal(
            WebhookOutcome.InvalidSignature, await keys.OutcomeAsync(Request("", ("Authorization", "Bearer kex"))));
        Assert.Equal(WebhookOutcome.InvalidSignature, await keys.OutcomeAsync(Request("", ("Authorization", "key"))));
        Assert.Equal(WebhookOutcome.MissingSignature, await keys.OutcomeAsync(Request("")));

        await using var basic = await StartAsync(new BasicWebhookScheme(), "Aladdin:open sesame");
        Assert.Equal(
            WebhookOutcome.Verified,
            await basic.OutcomeAsync(Request("", ("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="))));
        Assert.Equal(
            WebhookOutcome.InvalidSignature, await basic.OutcomeAsync(Request("", ("Authorization", "Basic !!!"))));

        await using var query = await StartAsync(new ApiKeyWebhookScheme { Key = WebhookValue.Query("key") }, "k e+y");
        Assert.Equal(WebhookOutcome.Verified, await query.OutcomeAsync(Get("key=k%20e%2By")));
        Assert.Equal(WebhookOutcome.Malformed, await query.OutcomeAsync(Get("key=k%20e%2By&key=x")));
    }

    [Fact]
    public async Task A_base64_signature_is_accepted_in_one_spelling_only()
    {
        await using var hooks = await StartAsync(HmacWebhookScheme.Shopify, "secret");
        var signature = Convert.ToBase64String(HMACSHA256.HashData("secret"u8, "{}"u8));
        // The last character before the padding has two unused bits.
        var other = signature[..^2] + (char)(signature[^2] + 1) + "=";

        Assert.Equal(
            WebhookOutcome.InvalidSignature, await hooks.OutcomeAsync(Request("{}", ("X-Shopify-Hmac-Sha256", other))));
        Assert.Equal(
            WebhookOutcome.InvalidSignature,
            await hooks.OutcomeAsync(Request("{}", ("X-Shopify-Hmac-Sha256", signature.Insert(4, " ")))));
        Assert.Equal(
            WebhookOutcome.Verified, await hooks.OutcomeAsync(Request("{}", ("X-Shopify-Hmac-Sha256", signature))));
    }

    [Fact]
    public async Task Webhooks_are_validated_by_pointer_and_round_trip_through_JSON()
    {
        await using var hooks = await StartAsync(HmacWebhookScheme.GitHub);
        var good = hooks.Engine.Definition("x") with
        {
            Webhooks =
            [
                new()
                {
                    Id = "a",
                    Scheme = HmacWebhookScheme.Stripe,
                    Challenge = EchoWebhookChallenge.Slack,
                    EventName = WebhookValue.Body("/type"),
                },
                new() { Id = "b", Scheme = new StandardWebhooksScheme(), Challenge = HmacWebhookChallenge.X },
                new()
                {
                    Id = "c",
                    Scheme = new NoWebhookScheme(),
                    Challenge = new HeaderWebhookChallenge { Header = "X-H" },
                },
            ],
        };
        Assert.Equal(good, ConnectorDefinition.Parse(good.ToJson()));
        Assert.Empty(hooks.Engine.Catalog.Validate(good));

        var bad = good with
        {
            Webhooks =
            [
                new() { Id = "a", Scheme = HmacWebhookScheme.Stripe with { SignedContent = "{timestamp}" } },
                new()
                {
                    Id = "a",
                    Scheme = HmacWebhookScheme.GitHub with
                    {
                        TimestampHeader = "X-T",
                        SignatureHeader = "a b",
                        SignedContent = "{body}{nobody}{body | sha256}",
                    },
                },
                new()
                {
                    Id = "b",
                    Scheme = new ApiKeyWebhookScheme { Key = WebhookValue.Body("x") },
                    EventName = WebhookValue.Body("type"),
                },
            ],
        };
        Assert.Equivalent(
            new[]
            {
                "/webhooks/1", "/webhooks/0/scheme/signedContent", "/webhooks/1/scheme/signatureHeader",
                "/webhooks/1/scheme/signedContent",
                "/webhooks/1/scheme/signedContent", "/webhooks/1/scheme/signedContent", "/webhooks/2/eventName/at",
                "/webhooks/2/scheme/key/at", "/webhooks/2/scheme/key/in",
            },
            hooks.Engine.Catalog.Validate(bad).Select(problem => problem.Location));
    }

    [Fact]
    public async Task A_secret_in_the_wrong_format_is_refused_when_it_is_set()
    {
        await using var hooks = await StartAsync(new StandardWebhooksScheme());

        var error = await Assert.ThrowsAsync<ConnectorException>(() => hooks.SetAsync("whsec_canary not base64"));

        Assert.Equal(ConnectorErrorCode.InvalidCredential, error.Code);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recreated_connector_does_not_have_the_old_secrets()
    {
        await using var hooks = await StartAsync(HmacWebhookScheme.Stripe, "secret");
        var definition = (await hooks.Engine.Catalog.FindAsync(Id))!.Definition!;

        await hooks.Engine.Catalog.DeleteAsync(Id);
        await hooks.Engine.PublishAsync(definition);

        Assert.Equal(WebhookOutcome.NoSecret, await hooks.OutcomeAsync(hooks.Stripe("secret", "{}")));
    }

    [Fact]
    public async Task Every_changed_byte_of_body_timestamp_and_signature_is_detected()
    {
        await using var hooks = await StartAsync(HmacWebhookScheme.Slack, "secret");
        var at = $"{hooks.Engine.Time.GetUtcNow().ToUnixTimeSeconds()}";
        var body = Encoding.UTF8.GetBytes("{\"a\":\"\u00e9\0\"}");
        var signature = Convert.ToHexStringLower(
            HMACSHA256.HashData("secret"u8, [.. Encoding.UTF8.GetBytes($"v0:{at}:"), .. body]));

        for (var index = 0; index < body.Length; index++)
        {
            var changed = body.ToArray();
            changed[index] ^= 0x80;
            Assert.Equal(WebhookOutcome.InvalidSignature, await hooks.OutcomeAsync(Signed(changed, at, signature)));
        }

        for (var index = 0; index < at.Length; index++)
        {
            var changed = at[..index] + (char)('0' + ((at[index] - '0' + 1) % 10)) + at[(index + 1)..];
            Assert.Equal(WebhookOutcome.InvalidSignature, await hooks.OutcomeAsync(Signed(body, changed, signature)));
        }

        for (var index = 0; index < signature.Length; index++)
        {
            var changed = signature[..index] + (signature[index] == '0' ? '1' : '0') + signature[(index + 1)..];
            Assert.Equal(WebhookOutcome.InvalidSignature, await hooks.OutcomeAsync(Signed(body, at, changed)));
        }

        Assert.Equal(WebhookOutcome.InvalidSignature, await hooks.OutcomeAsync(Signed(body, at, signature[..^2])));
        Assert.Equal(WebhookOutcome.Verified, await hooks.OutcomeAsync(Signed(body, at, signature)));

        static WebhookRequest Signed(byte[] body, string at, string signature) =>
            Request(body, ("X-Slack-Signature", "v0=" + signature), ("X-Slack-Request-Timestamp", at));
    }
}
