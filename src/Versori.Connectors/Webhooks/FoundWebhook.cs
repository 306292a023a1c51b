namespace Versori.Connectors.Webhooks;

/// <summary>
/// A webhook and the owners of its secrets. The first owner is the one that was requested. The secrets in use are those
/// of the first owner that has any.
/// </summary>
internal sealed record FoundWebhook(WebhookDefinition Definition, IReadOnlyList<SecretHolder> Scopes);
