using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.EntityFrameworkCore.Secrets;

namespace Versori.Connectors.EntityFrameworkCore;

/// <summary>
/// Encrypts secrets anew under the key ring's newest key, so that older keys can be removed. Registered by <c>UseSqlite</c>,
/// <c>UseNpgsql</c> and <c>UseEntityFrameworkStores</c>.
/// </summary>
/// <remarks>
/// It may run beside everything else, and be stopped at any moment: what is done stays done, and the next run passes over it.
/// It holds one page of secrets in memory. Keys that were revoked are still good for it.
/// </remarks>
public sealed class SecretReencryption
{
    private const int PageSize = 100;

    private readonly StoreAccess _access;
    private readonly SecretProtection _protection;

    internal SecretReencryption(StoreAccess access, SecretProtection protection)
    {
        _access = access;
        _protection = protection;
    }

    /// <summary>Goes through all secrets.</summary>
    /// <param name="progress">Told after every page what has been done so far.</param>
    /// <param name="cancellationToken">Stops it between two secrets.</param>
    /// <exception cref="ConnectorStoreException">The database or the key ring failed.</exception>
    public async Task<SecretReencryptionResult> RunAsync(IProgress<SecretReencryptionResult>? progress = null, CancellationToken cancellationToken = default)
    {
        var result = new SecretReencryptionResult(0, 0, 0);
        SecretReference? last = null;
        while (true)
        {
            var from = last;
            var page = await _access.ReadAsync((db, token) => EfSecretStore.InOrder(db, from).Take(PageSize).ToListAsync(token), cancellationToken).ConfigureAwait(false);
            foreach (var row in page) result = await RenewAsync(row, result, cancellationToken).ConfigureAwait(false);
            progress?.Report(result);
            if (page.Count < PageSize) return result;
            last = ReferenceOf(page[^1]);
        }
    }

    private async Task<SecretReencryptionResult> RenewAsync(SecretRow row, SecretReencryptionResult result, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reference = ReferenceOf(row);
        if (row.Format > SecretProtection.CurrentFormat || !_protection.TryRenew(reference, row.Protected, out var renewed)) return result with { Unreadable = result.Unreadable + 1 };
        if (renewed is null) return result with { Current = result.Current + 1 };

        // Zero when it was deleted meanwhile. The value itself never changes.
        var changed = await _access.WriteAsync(
            (db, token) => EfSecretStore.Row(db, reference).ExecuteUpdateAsync(set => set.SetProperty(secret => secret.Protected, renewed), token), cancellationToken).ConfigureAwait(false);
        return result with { Reencrypted = result.Reencrypted + changed };
    }

    private static SecretReference ReferenceOf(SecretRow row) => new(new(row.ScopeKind, row.ScopeId), row.Name, row.Version);
}
