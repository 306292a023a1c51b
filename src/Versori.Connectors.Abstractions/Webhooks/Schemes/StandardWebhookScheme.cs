namespace Versori.Connectors;

/// <summary>
/// Standard Webhooks (https://www.standardwebhooks.com, 1.0): signatures over id, timestamp and body. A secret that is written
/// <c>whsec_…</c> checks symmetric ones (<c>v1</c>), a public key that is written <c>whpk_…</c> asymmetric ones (<c>v1a</c>,
/// Ed25519).
/// </summary>
public sealed record StandardWebhookScheme : WebhookScheme
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    /// <summary>What the names of the headers begin with; some senders write <c>svix</c>. Default: <c>webhook</c>.</summary>
    public string HeaderPrefix { get; init => field = value ?? "webhook"; } = "webhook";

    /// <summary>How far the timestamp may be from the host's clock, either way. Default: 5 minutes.</summary>
    public TimeSpan Tolerance { get; init => field = value == default ? FiveMinutes : value; } = FiveMinutes;
}
