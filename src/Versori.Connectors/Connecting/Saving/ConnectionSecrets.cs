using Microsoft.Extensions.Logging;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Connecting;

/// <summary>Removes the secrets of connections.</summary>
internal sealed class ConnectionSecrets(ISecretStore secrets, ILogger<ConnectionSecrets> logger)
{
    /// <summary>The name of the credential within a connection's secrets.</summary>
    public const string CredentialName = "credential";

    /// <summary>
    /// Removes the secrets of a connection that were replaced. A failure is logged: it does not undo the replacement.
    /// </summary>
    public Task RemoveReplacedAsync(Connection before)
    {
        var replaced = before.Tokens.Select(state => state.Secret);
        if (before.Snapshot.Secrets is { } credential) replaced = replaced.Prepend(credential);
        return TryRemoveAsync(before.Id, replaced);
    }

    /// <summary>Removes every secret of a connection, including those that nothing refers to.</summary>
    public async Task RemoveAllAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var references = secrets.ListAsync(SecretHolder.For(id), cancellationToken);
        await foreach (var reference in references.ConfigureAwait(false))
        {
            await secrets.DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes every secret of a connection. A failure is logged.</summary>
    public async Task TryRemoveAllAsync(ConnectionId id)
    {
        try
        {
            await RemoveAllAsync(id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.SecretsLeftBehind(exception, id);
        }
    }

    /// <summary>Removes some secrets of a connection. Failures are logged.</summary>
    public async Task TryRemoveAsync(ConnectionId id, IEnumerable<SecretReference> references)
    {
        foreach (var reference in references)
        {
            try
            {
                await secrets.DeleteAsync(reference, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                logger.SecretsLeftBehind(exception, id);
            }
        }
    }
}
