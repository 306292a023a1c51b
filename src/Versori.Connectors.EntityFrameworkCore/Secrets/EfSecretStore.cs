using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Diagnostics;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore.Secrets;

/// <summary>Encrypted secrets in the database.</summary>
internal sealed class EfSecretStore(
    StoreAccess access, SecretProtection protection, TimeProvider time, ILogger<EfSecretStore> logger)
    : ISecretStore, ISecretInventory
{
    private readonly Func<DbContext, string, string, string, string, CancellationToken, Task<SecretRow?>> _find =
        EF.CompileAsyncQuery(
            (DbContext db, string kind, string id, string name, string version, CancellationToken token) =>
                db.Set<SecretRow>().AsNoTracking().FirstOrDefault(row =>
                    row.ScopeKind == kind && row.ScopeId == id && row.Name == name && row.Version == version));

    private readonly Func<DbContext, string, string, IAsyncEnumerable<SecretRow>> _findOwned = EF.CompileAsyncQuery(
        (DbContext db, string kind, string id) =>
            db.Set<SecretRow>().AsNoTracking().Where(row => row.ScopeKind == kind && row.ScopeId == id));

    public async ValueTask<SecretReference> WriteAsync(
        SecretHolder holder, string name, Secret value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        var reference = new SecretReference(holder, name, SecretVersion.New(time.GetUtcNow()));
        return await access.WriteAsync(
            async (db, token) => await TryInsertAsync(db, reference, value, token).ConfigureAwait(false)
                ? reference
                : throw new ConnectorStoreException(
                    ConnectorStoreFailure.Failed, $"The version of {reference} already exists."),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Secret?> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        var row = await access.ReadAsync(
            (db, token) => _find(
                db, reference.Holder.Kind, reference.Holder.Id, reference.Name, reference.Version, token),
            cancellationToken).ConfigureAwait(false);
        return row is null ? null : Decrypt(reference, row);
    }

    // Reads all secrets of a holder at once: a connection has its credentials and one or two tokens.
    public async ValueTask<IReadOnlyList<Secret?>> ReadAllAsync(
        IReadOnlyList<SecretReference> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);
        var found = new Dictionary<SecretReference, SecretRow>();
        foreach (var holder in references.Select(reference => reference.Holder).Distinct())
        {
            var rows = await access.ReadAsync(
                (db, token) => _findOwned(db, holder.Kind, holder.Id).ToListAsync(token).AsTask(),
                cancellationToken).ConfigureAwait(false);
            foreach (var row in rows) found[new(holder, row.Name, row.Version)] = row;
        }

        return [.. references.Select(reference =>
            found.TryGetValue(reference, out var row) ? Decrypt(reference, row) : null)];
    }

    private Task<bool> TryInsertAsync(
        DbContext db, SecretReference reference, Secret value, CancellationToken cancellationToken) =>
        Inserting.TryInsertAsync(db, RowOf(reference, value, protection), cancellationToken);

    private Secret? Decrypt(SecretReference reference, SecretRow row)
    {
        if (row.Format > SecretProtection.CurrentFormat)
        {
            throw Payloads.Newer(reference.ToString(), row.Format, SecretProtection.CurrentFormat);
        }

        if (protection.TryUnprotect(reference, row.Protected, out var secret)) return secret;
        logger.SecretNotOpened(reference.ToString());
        return null;
    }

    public async ValueTask DeleteAsync(
        SecretReference reference, CancellationToken cancellationToken) => await access.WriteAsync(
        (db, token) => Row(db, reference).ExecuteDeleteAsync(token), cancellationToken).ConfigureAwait(false);

    public IAsyncEnumerable<SecretReference> ListAsync(
        SecretHolder holder, CancellationToken cancellationToken) => Paging.StreamAsync(
        access,
        (SecretReference?)null,
        (db, last) => After(db, last).Where(row => row.ScopeKind == holder.Kind && row.ScopeId == holder.Id)
            .OrderBy(row => row.Name).ThenBy(row => row.Version)
            .Select(row => new SecretReference(holder, row.Name, row.Version)),
        reference => reference,
        reference => reference,
        cancellationToken);

    public IAsyncEnumerable<SecretReference> ListWrittenBeforeAsync(
        DateTimeOffset time, CancellationToken cancellationToken) =>
        Paging.StreamAsync(
            access,
            (SecretReference?)null,
            (db, last) => InOrder(db, last)
                .Select(
                    row => new SecretReference(new SecretHolder(row.ScopeKind, row.ScopeId), row.Name, row.Version)),
            reference => reference,
            reference => reference,
            cancellationToken)
        .Where(reference => SecretVersion.WrittenAt(reference.Version) < time);

    /// <summary>
    /// All secrets after one, in the order of their keys. The secrets of one holder are next to each other.
    /// </summary>
    internal static IQueryable<SecretRow> InOrder(DbContext db, SecretReference? last)
    {
        var rows = last is not { } reference
            ? db.Set<SecretRow>()
            : Keyset.After<SecretRow>(
                db,
                [
                    nameof(SecretRow.ScopeKind),
                    nameof(SecretRow.ScopeId),
                    nameof(SecretRow.Name),
                    nameof(SecretRow.Version),
                ],
                reference.Holder.Kind, reference.Holder.Id, reference.Name, reference.Version);
        return rows.AsNoTracking()
            .OrderBy(row => row.ScopeKind)
            .ThenBy(row => row.ScopeId)
            .ThenBy(row => row.Name)
            .ThenBy(row => row.Version);
    }

    internal static SecretRow RowOf(SecretReference reference, Secret value, SecretProtection protection) => new()
    {
        ScopeKind = reference.Holder.Kind,
        ScopeId = reference.Holder.Id,
        Name = reference.Name,
        Version = reference.Version,
        Format = SecretProtection.CurrentFormat,
        Protected = protection.Protect(reference, value),
    };

    internal static IQueryable<SecretRow> Row(
        DbContext db, SecretReference reference) => db.Set<SecretRow>().Where(row =>
        row.ScopeKind == reference.Holder.Kind
        && row.ScopeId == reference.Holder.Id
        && row.Name == reference.Name
        && row.Version == reference.Version);

    private static IQueryable<SecretRow> After(DbContext db, SecretReference? last) => last is not { } reference
        ? db.Set<SecretRow>()
        : Keyset.After<SecretRow>(
            db, [nameof(SecretRow.Name), nameof(SecretRow.Version)], reference.Name, reference.Version);
}
