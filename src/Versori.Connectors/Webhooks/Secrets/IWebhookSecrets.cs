namespace Versori.Connectors;

/// <summary>Sets the secrets that webhooks are checked with. They are kept in the secret store and go with their owner.</summary>
/// <remarks>Safe for concurrent use. To rotate, set the new and the old one together, and later the new one alone.</remarks>
public interface IWebhookSecrets
{
    /// <summary>Sets the secrets of a connector's webhook, in place of those it has; none: it has none any more.</summary>
    /// <exception cref="ConnectorException">There is no such connector or webhook, or a secret is not of the form that the scheme needs.</exception>
    Task SetAsync(
        ConnectorId connectorId, string webhookId, IReadOnlyList<Secret> secrets, WebhookSecretKind kind = WebhookSecretKind.Signing, CancellationToken cancellationToken = default);

    /// <summary>Sets the secrets of a connection's webhook, in place of those it has; none: the connector's are used.</summary>
    /// <exception cref="ConnectorException">There is no such connection or webhook, or a secret is not of the form that the scheme needs.</exception>
    Task SetAsync(
        ConnectionId connectionId, string webhookId, IReadOnlyList<Secret> secrets, WebhookSecretKind kind = WebhookSecretKind.Signing, CancellationToken cancellationToken = default);
}
