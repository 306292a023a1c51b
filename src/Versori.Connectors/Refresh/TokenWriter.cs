using System.Diagnostics.CodeAnalysis;
using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Saves refreshed tokens: together with the connection if the stores support it. Otherwise it writes the secret under
/// a new version, then the connection that refers to it, and then deletes the old version.
/// </summary>
internal sealed class TokenWriter(IConnectionStore connections, ISecretStore secrets, ConnectionPreparer preparer)
{
    /// <summary>The prefix of the names of tokens within a connection's secrets.</summary>
    public const string SecretPrefix = "token/";

    /// <summary>The name of a method's token within a connection's secrets.</summary>
    public static string SecretName(string methodId) => SecretPrefix + methodId;

    /// <param name="prepared">The connection.</param>
    /// <param name="refreshed">Its new tokens.</param>
    /// <param name="leftBehind">
    /// Secrets of saves that failed before; they are deleted once it is certain that nothing refers to them.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<PreparedConnection> SaveAsync(
        PreparedConnection prepared,
        IReadOnlyDictionary<string, Token> refreshed,
        List<SecretReference> leftBehind,
        CancellationToken cancellationToken)
    {
        var write = new ConnectionWrite(connections, secrets);
        var connection = prepared.Connection;
        refreshed = WithOutlook(prepared, refreshed);
        var written = await WriteAsync(write, connection.Id, refreshed, cancellationToken).ConfigureAwait(false);
        var result = await TrySaveAsync(write, connection, written, leftBehind, cancellationToken)
            .ConfigureAwait(false);
        while (!IsSaved(result, written) && IsRenamed(result.Current, connection))
        {
            // Another property of the connection was changed, for example its name. The tokens still belong to it.
            connection = Reactivated(result.Current!, connection);
            result = await TrySaveAsync(write, connection, written, leftBehind, cancellationToken)
                .ConfigureAwait(false);
        }

        if (!IsSaved(result, written))
        {
            var current = await DiscardAsync(write, connection.Id, result.Current, leftBehind, cancellationToken)
                .ConfigureAwait(false);
            var remaining = Remaining(prepared.Connection, current.Connection, refreshed);
            return remaining.Count == 0
                ? current
                : await SaveAsync(current, remaining, leftBehind, cancellationToken).ConfigureAwait(false);
        }

        var saved = result.Current!;
        await DeleteLeftBehindAsync(leftBehind, saved, cancellationToken).ConfigureAwait(false);
        if (!write.IsAtomic)
        {
            await DeleteAsync(Replaced(connection.Tokens, written), cancellationToken).ConfigureAwait(false);
        }

        return preparer.Prepare(saved, prepared.Fields, TokensOf(prepared, refreshed));
    }

    private static Dictionary<string, Token> WithOutlook(
        PreparedConnection prepared, IReadOnlyDictionary<string, Token> refreshed) => refreshed.ToDictionary(
        item => item.Key,
        item => Array.Find(prepared.Methods, method => method.Method.Id == item.Key) is { Source: { } source } method
            ? item.Value.WithOutlook(source, method.Values)
            : item.Value,
        StringComparer.Ordinal);

    /// <summary>
    /// Deletes the secrets of saves that failed, once the connection has been saved since: they can no longer take
    /// effect.
    /// </summary>
    public async Task CleanUpAsync(
        List<SecretReference> leftBehind, Connection current, CancellationToken cancellationToken)
    {
        if (leftBehind.Count == 0) return;
        await DeleteLeftBehindAsync(leftBehind, current, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds tokens as new secrets.</summary>
    public static async Task<TokenState[]> WriteAsync(
        ConnectionWrite write,
        ConnectionId id,
        IReadOnlyDictionary<string, Token> tokens,
        CancellationToken cancellationToken)
    {
        var written = new List<TokenState>();
        try
        {
            foreach (var (methodId, token) in tokens)
            {
                var value = SecretBundle.Pack(token.Values);
                var reference = await write
                    .AddAsync(SecretHolder.For(id), SecretName(methodId), value, cancellationToken)
                    .ConfigureAwait(false);
                written.Add(token.ToState(methodId, reference));
            }
        }
        catch
        {
            await write.RemoveWrittenAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return [.. written];
    }

    private static async Task<SaveResult<Connection>> TrySaveAsync(
        ConnectionWrite write,
        Connection connection,
        TokenState[] written,
        List<SecretReference> leftBehind,
        CancellationToken cancellationToken)
    {
        var replaced = Replaced(connection.Tokens, written);
        try
        {
            return await write.SaveAsync(With(connection, written), replaced, cancellationToken).ConfigureAwait(false);
        }
        catch when (!write.IsAtomic)
        {
            // The save may have taken effect, or may still do so: neither the new nor the old secrets can be deleted
            // now.
            leftBehind.AddRange([.. write.Written, .. replaced]);
            throw;
        }
    }

    // A store that retried because a response was lost may find its own save as a conflict.
    private static bool IsSaved(SaveResult<Connection> result, TokenState[] written)
    {
        if (result.IsSaved) return true;
        return result.Current is { } current && written.All(state => current.Tokens.Contains(state));
    }

    private static bool IsRenamed([NotNullWhen(true)] Connection? current, Connection connection) =>
        current is not null
        && current.Snapshot == connection.Snapshot
        && current.Tokens.SequenceEqual(connection.Tokens);

    // Another process was refused the token with which these were obtained. These prove that the account is connected.
    private static Connection Reactivated(Connection current, Connection before) =>
        before.Status == ConnectionStatus.Active
            ? current with { Status = ConnectionStatus.Active, StatusReason = null }
            : current;

    // A token that another process has saved since was obtained later, by the holder of the lock: it is kept.
    private static Dictionary<string, Token> Remaining(
        Connection before, Connection current, IReadOnlyDictionary<string, Token> refreshed) =>
        current.Snapshot == before.Snapshot
            ? refreshed
                .Where(token => current.FindToken(token.Key)?.Secret == before.FindToken(token.Key)?.Secret)
                .ToDictionary(StringComparer.Ordinal)
            : [];

    // The connection was deleted, or its credentials or tokens were replaced: these tokens no longer belong to any
    // connection.
    private async Task<PreparedConnection> DiscardAsync(
        ConnectionWrite write,
        ConnectionId id,
        Connection? current,
        List<SecretReference> leftBehind,
        CancellationToken cancellationToken)
    {
        await write.RemoveWrittenAsync(cancellationToken).ConfigureAwait(false);
        await DeleteLeftBehindAsync(leftBehind, current, cancellationToken).ConfigureAwait(false);
        if (current is null) throw ConnectionErrors.NotFound(id);
        return await preparer.ReadAsync(current, cancellationToken).ConfigureAwait(false)
            ?? throw ConnectionErrors.NotFound(id);
    }

    private async Task DeleteLeftBehindAsync(
        List<SecretReference> leftBehind, Connection? current, CancellationToken cancellationToken)
    {
        var unused = leftBehind.Where(reference => current?.Tokens.Any(state => state.Secret == reference) is not true);
        await DeleteAsync([.. unused], cancellationToken).ConfigureAwait(false);
        leftBehind.Clear();
    }

    private async Task DeleteAsync(IReadOnlyCollection<SecretReference> references, CancellationToken cancellationToken)
    {
        foreach (var reference in references)
        {
            await secrets.DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
        }
    }

    private static SecretReference[] Replaced(IReadOnlyList<TokenState> before, TokenState[] written) =>
    [
        .. before
            .Where(state => written.Any(next => next.MethodId == state.MethodId))
            .Select(state => state.Secret),
    ];

    private static Connection With(Connection connection, TokenState[] written) => connection with
    {
        Tokens =
        [
            .. connection.Tokens.Where(state => written.All(next => next.MethodId != state.MethodId)),
            .. written,
        ],
    };

    private static Dictionary<string, Token> TokensOf(
        PreparedConnection prepared, IReadOnlyDictionary<string, Token> refreshed)
    {
        var tokens = prepared.Methods
            .Where(method => method.HasTokenToSave)
            .ToDictionary(method => method.Method.Id, method => method.Token!, StringComparer.Ordinal);
        foreach (var (methodId, token) in refreshed) tokens[methodId] = token;
        return tokens;
    }
}
