using Versori.Connectors.Auditing;
using Versori.Connectors.Connecting;
using Versori.Connectors.Webhooks;

namespace Versori.Connectors.Catalog;

/// <summary>Deletes connectors that no template and no connection uses, and their secrets.</summary>
internal sealed class ConnectorDeletion(
    IConnectorStore connectors,
    ITemplateStore templates,
    IConnectionStore connections,
    ISecretStore secrets,
    AuditTrail audit)
{
    /// <summary>How many users an error names; there may be thousands.</summary>
    private const int MaximumNamedUsers = 20;

    public async Task DeleteAsync(ConnectorId id, CancellationToken cancellationToken)
    {
        Connector connector;
        do
        {
            connector = await connectors.FindAsync(id, null, cancellationToken).ConfigureAwait(false)
                ?? throw ConnectionErrors.ConnectorNotFound(id);
            await ThrowIfUsedAsync(id, cancellationToken).ConfigureAwait(false);
        }
        while (!await connectors.DeleteAsync(id, connector.Revision, cancellationToken).ConfigureAwait(false));

        await RestoreIfUsedAsync(connector, cancellationToken).ConfigureAwait(false);
        await DeleteWebhookSecretsAsync(id).ConfigureAwait(false);
        foreach (var reference in connector.ClientSecrets.Values)
        {
            await secrets.DeleteAsync(reference, CancellationToken.None).ConfigureAwait(false);
        }

        await audit.RecordAsync(AuditAction.ConnectorDeleted, id).ConfigureAwait(false);
    }

    private async Task ThrowIfUsedAsync(ConnectorId id, CancellationToken cancellationToken)
    {
        var users = await FindUsersAsync(id, cancellationToken).ConfigureAwait(false);
        if (users.Count == 0) return;
        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.InUse,
            Message = $"The connector '{id}' is still used by {string.Join(", ", users)}"
                + $"{(users.Count == MaximumNamedUsers ? ", …" : "")}. Unlink and disconnect these first "
                + "(IConnectorCatalog.UnlinkAsync, IConnections.DisconnectAsync).",
            Location = id.Value,
            Related = users,
        });
    }

    private async Task<List<string>> FindUsersAsync(ConnectorId id, CancellationToken cancellationToken)
    {
        var users = new List<string>();
        var linked = templates.ListAsync(new() { ConnectorId = id }, cancellationToken);
        await foreach (var template in linked.ConfigureAwait(false))
        {
            users.Add($"template {template.Id}");
            if (users.Count == MaximumNamedUsers) break;
        }

        var connected = connections.ListAsync(new() { ConnectorId = id }, cancellationToken);
        await foreach (var connection in connected.ConfigureAwait(false))
        {
            if (users.Count >= MaximumNamedUsers) break;
            users.Add($"connection {connection.Name} of {connection.Owner.InWords}");
        }

        return users;
    }

    // A caller that linked or connected between the check and the deletion found the connector, and relies on it.
    private async Task RestoreIfUsedAsync(Connector deleted, CancellationToken cancellationToken)
    {
        try
        {
            await ThrowIfUsedAsync(deleted.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            await connectors.SaveAsync(deleted with { Revision = 0 }, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    // A connector that is created later under the same key must not have access to the secrets of this one.
    private async Task DeleteWebhookSecretsAsync(ConnectorId id)
    {
        var references = secrets.ListAsync(SecretHolder.For(id), CancellationToken.None);
        await foreach (var reference in references.ConfigureAwait(false))
        {
            if (!reference.Name.StartsWith(WebhookSecrets.NamePrefix, StringComparison.Ordinal)) continue;
            await secrets.DeleteAsync(reference, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
