namespace Versori.Connectors;

/// <summary>Everything is taken as genuine: for systems that sign nothing, where the host trusts the way in by other means.</summary>
public sealed record NoWebhookScheme : WebhookScheme;
