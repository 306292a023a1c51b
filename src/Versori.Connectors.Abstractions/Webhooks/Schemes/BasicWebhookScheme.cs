namespace Versori.Connectors;

/// <summary>
/// HTTP Basic (RFC 7617). The signing secret is <c>user:password</c>. It proves who the sender is, but not that the
/// content is unchanged.
/// </summary>
public sealed record BasicWebhookScheme : WebhookScheme;
