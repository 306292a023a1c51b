namespace Versori.Connectors;

/// <summary>
/// Every request is accepted as genuine. For systems that do not sign, where the host secures the address by other
/// means.
/// </summary>
public sealed record NoWebhookScheme : WebhookScheme;
