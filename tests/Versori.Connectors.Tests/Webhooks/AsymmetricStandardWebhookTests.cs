using System.Globalization;
using System.Text;
using Versori.Connectors.Authentication.Keys;
using static Versori.Connectors.Tests.Webhooks.WebhookFixture;

namespace Versori.Connectors.Tests.Webhooks;

/// <summary>Standard Webhooks with Ed25519; the key is that of RFC 8037 Appendix A.</summary>
public sealed class AsymmetricStandardWebhookTests
{
    private const string Public = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    private const string Shared = "whsec_c2hhcmVkIHNlY3JldA==";

    [Fact]
    public async Task A_delivery_signed_with_the_private_key_is_verified_once()
    {
        await using var hooks = await StartAsync(new StandardWebhooksScheme(), Public);
        var request = Signed(hooks, "{}", "v1,AAAA v1a,");

        Assert.Equal(WebhookOutcome.Verified, await hooks.OutcomeAsync(request));
        Assert.Equal(WebhookOutcome.Replayed, await hooks.OutcomeAsync(request));
    }

    [Fact]
    public async Task A_changed_body_another_version_and_another_key_are_refused()
    {
        await using var hooks = await StartAsync(new StandardWebhooksScheme(), Public);
        await using var shared = await StartAsync(new StandardWebhooksScheme(), Shared);
        var request = Signed(hooks, "{}", "v1a,");

        var changed = new WebhookRequest(request.Method, request.Url, Headers(request), Encoding.UTF8.GetBytes("{ }"));
        Assert.Equal(WebhookOutcome.InvalidSignature, await hooks.OutcomeAsync(changed));
        Assert.Equal(WebhookOutcome.InvalidSignature, await hooks.OutcomeAsync(Signed(hooks, "{}", "v1,")));
        Assert.Equal(WebhookOutcome.InvalidSignature, await shared.OutcomeAsync(request));
    }

    [Fact]
    public async Task A_public_key_of_the_wrong_length_is_refused_when_it_is_set()
    {
        await using var hooks = await StartAsync(new StandardWebhooksScheme(), Shared, Public);

        await Assert.ThrowsAsync<ConnectorException>(() => hooks.SetAsync("whpk_AAAA"));
    }

    private static WebhookRequest Signed(WebhookFixture hooks, string body, string prefix)
    {
        var at = hooks.Engine.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = KeyLoader.Load(Authentication.TestKeys.Ed25519Jwk, isShared: false, "key");
        var signature = Convert.ToBase64String(
            key.Sign(JwtAlgorithm.EdDsa, Encoding.UTF8.GetBytes($"msg_1.{at}.{body}")));
        return Request(
            body, ("webhook-id", "msg_1"), ("webhook-timestamp", at), ("webhook-signature", prefix + signature));
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(WebhookRequest request) =>
        new[] { "webhook-id", "webhook-timestamp", "webhook-signature" }
            .Select(name => KeyValuePair.Create(name, request.Header(name)[0]));
}
