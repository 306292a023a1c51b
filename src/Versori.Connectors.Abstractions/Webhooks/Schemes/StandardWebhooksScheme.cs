namespace Versori.Connectors;

/// <summary>
/// Standard Webhooks (https://www.standardwebhooks.com, 1.0): signatures over id, timestamp and body. A secret with the
/// prefix <c>whsec_</c> verifies symmetric signatures (<c>v1</c>). A public key with the prefix <c>whpk_</c> verifies
/// asymmetric ones (<c>v1a</c>, Ed25519).
/// </summary>
public sealed record StandardWebhooksScheme : WebhookScheme
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    /// <summary>The prefix of the header names; some senders use <c>svix</c>. Default: <c>webhook</c>.</summary>
    public string HeaderPrefix { get; init => field = value ?? "webhook"; } = "webhook";

    /// <summary>
    /// The maximum difference between the timestamp and the host's clock, in both directions. Default: 5 minutes.
    /// </summary>
    public TimeSpan Tolerance { get; init => field = value == default ? FiveMinutes : value; } = FiveMinutes;
}
