namespace Versori.Connectors;

/// <summary>HTTP Basic (RFC 7617): the signing secret is <c>user:password</c>. It says who sends, not that what is sent is unchanged.</summary>
public sealed record BasicWebhookScheme : WebhookScheme;
