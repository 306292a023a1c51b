using Versori.Connectors.Connecting;

namespace Versori.Connectors.Maintenance;

/// <summary>
/// Deletes secrets that nothing refers to. A secret is referred to as soon as it is written, and no reference to an
/// older one is ever added. So a secret that is old and that its owner does not refer to is orphaned. The owner is read
/// after the secret was listed.
/// </summary>
internal sealed class OrphanedSecrets(ISecretStore secrets, SecretOwners owners, TimeProvider time)
{
    public static readonly TimeSpan DefaultAge = TimeSpan.FromDays(1);

    /// <summary>More than the difference of clocks, and longer than a process may be starved or suspended.</summary>
    public static readonly TimeSpan LeastAge = TimeSpan.FromHours(1);

    // An owner that was just deleted may still need its secrets: to revoke its tokens, or because it is restored.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(30);
    private const int MaximumOwnerless = 10_000;

    public async Task<OrphanedSecretsResult> RunAsync(TimeSpan minimumAge, CancellationToken cancellationToken)
    {
        var inventory = secrets as ISecretInventory ?? throw NoInventory();
        var result = new OrphanedSecretsResult(0, 0);
        var ownerless = new List<SecretReference>();
        SecretOwner? last = null;
        var written = inventory.ListWrittenBeforeAsync(time.GetUtcNow() - minimumAge, cancellationToken);
        await foreach (var reference in written.ConfigureAwait(false))
        {
            if (last is not { } owner || owner.Scope != reference.Holder)
            {
                owner = await owners.FindAsync(reference.Holder, cancellationToken).ConfigureAwait(false);
                last = owner;
            }

            result = result with { Examined = result.Examined + 1 };
            if (!owner.Exists) ownerless.Add(reference);
            else if (owner.IsOrphaned(reference))
            {
                result = await DeleteAsync(reference, result, cancellationToken).ConfigureAwait(false);
            }

            if (ownerless.Count >= MaximumOwnerless)
            {
                result = await DeleteOwnerlessAsync(ownerless, result, cancellationToken).ConfigureAwait(false);
            }
        }

        return await DeleteOwnerlessAsync(ownerless, result, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OrphanedSecretsResult> DeleteOwnerlessAsync(
        List<SecretReference> ownerless, OrphanedSecretsResult result, CancellationToken cancellationToken)
    {
        if (ownerless.Count == 0) return result;
        await Task.Delay(GracePeriod, time, cancellationToken).ConfigureAwait(false);
        foreach (var references in ownerless.GroupBy(reference => reference.Holder))
        {
            var owner = await owners.FindAsync(references.Key, cancellationToken).ConfigureAwait(false);
            if (owner.Exists) continue;
            foreach (var reference in references)
            {
                result = await DeleteAsync(reference, result, cancellationToken).ConfigureAwait(false);
            }
        }

        ownerless.Clear();
        return result;
    }

    private async Task<OrphanedSecretsResult> DeleteAsync(
        SecretReference reference, OrphanedSecretsResult result, CancellationToken cancellationToken)
    {
        await secrets.DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
        return result with { Deleted = result.Deleted + 1 };
    }

    private ConnectorException NoInventory() => ConnectionErrors.Create(
        ConnectorErrorCode.NotSupported,
        $"The secret store ({secrets.GetType().Name}) cannot list its secrets: "
            + $"it does not implement {nameof(ISecretInventory)}.");
}
