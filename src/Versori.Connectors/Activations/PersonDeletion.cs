using System.Globalization;
using Versori.Connectors.Auditing;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;
using Versori.Connectors.SignIn;

namespace Versori.Connectors.Activations;

/// <summary>
/// Deletes what belongs to an end user. What could make something new goes first; the audit record, in which the
/// deletions are entered, is erased last. Every step can be repeated.
/// </summary>
internal sealed class PersonDeletion(
    IActivationStore activations,
    IBindingStore bindings,
    IConnectSessionStore sessions,
    PendingSignIns signIns,
    IConnectionStore connections,
    ConnectionRemoval removal,
    IConversationStore conversations,
    IAuditStore auditStore,
    Routes routes,
    AuditTrail audit,
    EngineLifetime lifetime) : IPersons
{
    public async Task<DeletedPerson> DeleteAsync(string userId, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        var owner = Owner.User(userId);
        var deleted = new DeletedPerson
        {
            ConnectSessions = await sessions.DeleteOwnedAsync(owner, cancellationToken).ConfigureAwait(false),
            SignIns = await signIns.RemoveOwnedAsync(owner, cancellationToken).ConfigureAwait(false),
            Activations = await DeleteActivationsAsync(owner, cancellationToken).ConfigureAwait(false),
            Connections = await DisconnectAsync(owner, cancellationToken).ConfigureAwait(false),
            Bindings = await DeleteBindingsAsync(owner, cancellationToken).ConfigureAwait(false),
            Conversations = await DeleteConversationsAsync(owner, cancellationToken).ConfigureAwait(false),
        };
        routes.Invalidate(route => route.Connection?.Owner == owner);
        var count = deleted.Connections.ToString(CultureInfo.InvariantCulture);
        await audit.RecordAsync(AuditAction.PersonDeleted, owner, count).ConfigureAwait(false);
        var isErased = await auditStore.ErasePersonAsync(userId, cancellationToken).ConfigureAwait(false);
        return deleted with { IsErasedFromAudit = isErased };
    }

    private async Task<int> DeleteActivationsAsync(Owner owner, CancellationToken cancellationToken)
    {
        var count = 0;
        var found = await activations.ListAsync(new() { Owner = owner }, cancellationToken)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var activation in found)
        {
            var current = activation;
            while (current is not null
                && !await activations.DeleteAsync(current.Key, current.Revision, cancellationToken)
                    .ConfigureAwait(false))
            {
                current = await activations.FindAsync(activation.Key, cancellationToken).ConfigureAwait(false);
            }

            count++;
        }

        return count;
    }

    private async Task<int> DisconnectAsync(Owner owner, CancellationToken cancellationToken)
    {
        var count = 0;
        List<Connection> found;
        do
        {
            // Until there are none: one may be made at the same time.
            found = await connections.ListAsync(new() { Owner = owner }, cancellationToken)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var connection in found)
            {
                if (await TryDisconnectAsync(connection.Id, cancellationToken).ConfigureAwait(false)) count++;
            }
        }
        while (found.Count > 0);

        return count;
    }

    private async Task<bool> TryDisconnectAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        try
        {
            await removal.DisconnectAsync(id, force: true, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.NotFound)
        {
            return false;
        }
    }

    private async Task<int> DeleteBindingsAsync(Owner owner, CancellationToken cancellationToken)
    {
        var count = 0;
        var found = await bindings.ListAsync(new() { Owner = owner }, cancellationToken)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var binding in found)
        {
            if (await bindings.DeleteAsync(binding.Key, binding.Revision, cancellationToken).ConfigureAwait(false))
                count++;
        }

        return count;
    }

    private async Task<int> DeleteConversationsAsync(Owner owner, CancellationToken cancellationToken)
    {
        var count = 0;
        var found = await conversations.ListAsync(new() { Owner = owner }, cancellationToken)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var conversation in found)
        {
            if (await conversations.DeleteAsync(conversation.Id, cancellationToken).ConfigureAwait(false)) count++;
        }

        return count;
    }
}
