namespace Versori.Connectors.Webhooks;

/// <summary>Finds a webhook in the published definition of a connector, with the owners of its secrets.</summary>
internal sealed class WebhookFinder(IConnectorStore connectors, IConnectionStore connections)
{
    public async ValueTask<FoundWebhook?> FindAsync(
        ConnectorId id, string webhookId, CancellationToken cancellationToken) =>
        await FindDefinitionAsync(id, webhookId, cancellationToken).ConfigureAwait(false) is { } definition
            ? new(definition, [SecretHolder.For(id)])
            : null;

    public async ValueTask<FoundWebhook?> FindAsync(
        ConnectionId id, string webhookId, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } connection) return null;
        return await FindDefinitionAsync(
            connection.ConnectorId, webhookId, cancellationToken).ConfigureAwait(false) is { } definition
            ? new(definition, [SecretHolder.For(id), SecretHolder.For(connection.ConnectorId)])
            : null;
    }

    private async ValueTask<WebhookDefinition?> FindDefinitionAsync(
        ConnectorId id, string webhookId, CancellationToken cancellationToken)
    {
        var connector = await connectors.FindAsync(id, null, cancellationToken).ConfigureAwait(false);
        return connector?.Definition?.Webhooks.FirstOrDefault(webhook => webhook.Id == webhookId);
    }
}
