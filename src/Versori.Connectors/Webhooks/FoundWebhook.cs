namespace Versori.Connectors.Webhooks;

/// <summary>A webhook with the owners of its secrets: the first that has any counts, and the first is the one asked for.</summary>
internal sealed record FoundWebhook(WebhookDefinition Definition, IReadOnlyList<SecretScope> Scopes);
