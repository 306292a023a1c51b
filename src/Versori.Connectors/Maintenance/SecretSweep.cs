using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Maintenance;

/// <summary>
/// Removes secrets that nothing refers to. Whoever writes a secret refers to it at once, and nobody ever refers to an older one
/// again: one that is old and that its owner does not name is left behind. The owner is read after the secret was seen.
/// </summary>
internal sealed class SecretSweep(
    IConnectorStore connectors, IConnectionStore connections, IPendingAuthorizationStore authorizations, ISecretStore secrets, TimeProvider time)
{
    public static readonly TimeSpan DefaultAge = TimeSpan.FromDays(1);

    /// <summary>More than what clocks differ by and what a process that is starved or frozen for a while takes.</summary>
    public static readonly TimeSpan LeastAge = TimeSpan.FromHours(1);

    // An owner that has just gone may still need its secrets, to end its tokens at the provider or to be brought back.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private const int MostWaiting = 10_000;

    public async Task<SecretSweepResult> RunAsync(TimeSpan minimumAge, CancellationToken cancellationToken)
    {
        var inventory = secrets as ISecretInventory ?? throw ConnectionErrors.Of(
            ConnectorErrorCode.NotSupported, $"The secret store ({secrets.GetType().Name}) cannot say what it holds: it does not implement ISecretInventory.");
        var result = new SecretSweepResult(0, 0);
        var ownerless = new List<SecretReference>();
        (SecretScope Scope, Func<SecretReference, bool>? IsLeftBehind)? last = null;
        await foreach (var reference in inventory.ListWrittenBeforeAsync(time.GetUtcNow() - minimumAge, cancellationToken).ConfigureAwait(false))
        {
            if (last is not { } owner || owner.Scope != reference.Scope)
            {
                last = owner = (reference.Scope, await LookAtAsync(reference.Scope, cancellationToken).ConfigureAwait(false));
            }

            result = result with { Examined = result.Examined + 1 };
            if (owner.IsLeftBehind is null) ownerless.Add(reference);
            else if (owner.IsLeftBehind(reference)) result = await RemoveAsync(reference, result, cancellationToken).ConfigureAwait(false);
            if (ownerless.Count >= MostWaiting) result = await RemoveOwnerlessAsync(ownerless, result, cancellationToken).ConfigureAwait(false);
        }

        return await RemoveOwnerlessAsync(ownerless, result, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SecretSweepResult> RemoveOwnerlessAsync(List<SecretReference> ownerless, SecretSweepResult result, CancellationToken cancellationToken)
    {
        if (ownerless.Count == 0) return result;
        await Task.Delay(Grace, time, cancellationToken).ConfigureAwait(false);
        foreach (var owned in ownerless.GroupBy(reference => reference.Scope))
        {
            if (await LookAtAsync(owned.Key, cancellationToken).ConfigureAwait(false) is not null) continue;
            foreach (var reference in owned) result = await RemoveAsync(reference, result, cancellationToken).ConfigureAwait(false);
        }

        ownerless.Clear();
        return result;
    }

    private async Task<SecretSweepResult> RemoveAsync(SecretReference reference, SecretSweepResult result, CancellationToken cancellationToken)
    {
        await secrets.DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
        return result with { Removed = result.Removed + 1 };
    }

    // Which of an owner's secrets are left behind; null: there is no such owner. What is not the engine's own is not judged.
    private async ValueTask<Func<SecretReference, bool>?> LookAtAsync(SecretScope scope, CancellationToken cancellationToken)
    {
        if (ConnectionId.TryParse(scope.Id, null, out var id) && scope == SecretScope.For(id))
        {
            return await connections.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } connection ? reference => IsLeftBehind(reference, connection) : null;
        }

        if (ConnectorId.TryParse(scope.Id, null, out var key) && scope == SecretScope.For(key))
        {
            return await connectors.FindAsync(key, null, cancellationToken).ConfigureAwait(false) is { } connector ? reference => IsLeftBehind(reference, connector) : null;
        }

        if (scope == SecretScope.ForAuthorization(scope.Id))
        {
            return await authorizations.FindAsync(scope.Id, cancellationToken).ConfigureAwait(false) is { } pending ? reference => reference != pending.Secrets : null;
        }

        return _ => false;
    }

    // Those of its webhooks are found by their names, and nothing else refers to them.
    private static bool IsLeftBehind(SecretReference reference, Connection connection) =>
        (reference.Name == ConnectionMaker.CredentialSecret || reference.Name.StartsWith(TokenWriter.SecretPrefix, StringComparison.Ordinal))
        && reference != connection.Snapshot.Secrets
        && !connection.Tokens.Any(token => token.Secret == reference);

    private static bool IsLeftBehind(SecretReference reference, Connector connector) =>
        reference.Name.StartsWith(OAuth2Clients.SecretPrefix, StringComparison.Ordinal) && !connector.ClientSecrets.Values.Contains(reference);
}
