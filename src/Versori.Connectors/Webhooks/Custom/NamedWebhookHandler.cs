namespace Versori.Connectors.Webhooks;

/// <summary>A handler of the host, with the name in definitions.</summary>
internal sealed record NamedWebhookHandler(string Name, IWebhookSchemeHandler Handler);
