using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Versori.Connectors.Auditing;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.EntityFrameworkCore.Secrets;

namespace Versori.Connectors.EntityFrameworkCore;

/// <summary>
/// Encrypts all secrets with the key ring's newest key, so that older keys can be removed. Registered by
/// <c>UseSqlite</c>, <c>UsePostgreSql</c> and <c>UseEntityFrameworkStores</c>.
/// </summary>
/// <remarks>
/// It can run while the stores are in use, and can be stopped at any time: secrets that were re-encrypted stay so, and
/// the next run skips them. It holds one page of secrets in memory. It can also read secrets whose keys were revoked.
/// </remarks>
public sealed class SecretReencryption
{
    private const int PageSize = 100;

    private readonly StoreAccess _access;
    private readonly SecretProtection _protection;
    private readonly AuditTrail _audit;

    internal SecretReencryption(StoreAccess access, SecretProtection protection, AuditTrail audit)
    {
        _access = access;
        _protection = protection;
        _audit = audit;
    }

    /// <summary>Re-encrypts all secrets.</summary>
    /// <param name="progress">Receives the counts so far after every page.</param>
    /// <param name="cancellationToken">Stops the run between two secrets.</param>
    /// <exception cref="ConnectorStoreException">The database or the key ring failed.</exception>
    public async Task<SecretReencryptionResult> RunAsync(
        IProgress<SecretReencryptionResult>? progress = null, CancellationToken cancellationToken = default)
    {
        var result = new SecretReencryptionResult(0, 0, 0);
        try
        {
            List<SecretRow> page;
            SecretReference? last = null;
            do
            {
                page = await ReadPageAsync(last, cancellationToken).ConfigureAwait(false);
                foreach (var row in page)
                {
                    result = await ReencryptAsync(row, result, cancellationToken).ConfigureAwait(false);
                }

                progress?.Report(result);
                if (page.Count > 0) last = ReferenceOf(page[^1]);
            }
            while (page.Count == PageSize);
            return result;
        }
        finally
        {
            // What a run that was stopped has re-encrypted stays so.
            if (result.Reencrypted > 0) await RecordAsync(result.Reencrypted).ConfigureAwait(false);
        }
    }

    private Task RecordAsync(long count) =>
        _audit.RecordAsync(AuditAction.SecretsReencrypted, count.ToString(CultureInfo.InvariantCulture));

    private ValueTask<List<SecretRow>> ReadPageAsync(SecretReference? last, CancellationToken cancellationToken) =>
        _access.ReadAsync(
            (db, token) => EfSecretStore.InOrder(db, last).Take(PageSize).ToListAsync(token), cancellationToken);

    private async Task<SecretReencryptionResult> ReencryptAsync(
        SecretRow row, SecretReencryptionResult result, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reference = ReferenceOf(row);
        var isReadable = TryReencrypt(reference, row, out var reencrypted);
        if (!isReadable) return result with { Unreadable = result.Unreadable + 1 };
        if (reencrypted is null) return result with { AlreadyCurrent = result.AlreadyCurrent + 1 };

        // Zero if the secret was deleted meanwhile. Its value never changes.
        var changed = await _access.WriteAsync(
            (db, token) => EfSecretStore.Row(db, reference)
                .ExecuteUpdateAsync(set => set.SetProperty(secret => secret.Protected, reencrypted), token),
            cancellationToken).ConfigureAwait(false);
        return result with { Reencrypted = result.Reencrypted + changed };
    }

    private bool TryReencrypt(SecretReference reference, SecretRow row, out byte[]? reencrypted)
    {
        reencrypted = null;
        return row.Format <= SecretProtection.CurrentFormat
            && _protection.TryReencrypt(reference, row.Protected, out reencrypted);
    }

    private static SecretReference ReferenceOf(SecretRow row) =>
        new(new(row.ScopeKind, row.ScopeId), row.Name, row.Version);
}
