namespace Versori.Connectors;

/// <summary>
/// Sets the secrets that verify webhooks. They are stored in the secret store and are removed with their owner.
/// </summary>
/// <remarks>
/// Safe for concurrent use. To rotate a secret, set the new and the old secret together, and later the new one alone.
/// </remarks>
public interface IWebhookSecrets
{
    /// <summary>Replaces the secrets of a connector's webhook. An empty list removes them.</summary>
    /// <exception cref="ConnectorException">
    /// The connector or webhook does not exist, or a secret does not have the form that the scheme requires.
    /// </exception>
    Task SetAsync(
        ConnectorId connectorId,
        string webhookId,
        IReadOnlyList<Secret> secrets,
        WebhookSecretKind kind = WebhookSecretKind.Signing,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces the secrets of a connection's webhook. With an empty list, the connector's secrets are used.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// The connection or webhook does not exist, or a secret does not have the form that the scheme requires.
    /// </exception>
    Task SetAsync(
        ConnectionId connectionId,
        string webhookId,
        IReadOnlyList<Secret> secrets,
        WebhookSecretKind kind = WebhookSecretKind.Signing,
        CancellationToken cancellationToken = default);
}
