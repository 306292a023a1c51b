using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Saves renewed tokens: at once with the connection where the store can, else the secret under a new version, then the
/// connection that refers to it; then the old version goes.
/// </summary>
internal sealed class TokenWriter(IConnectionStore connections, ISecretStore secrets, ConnectionPreparer preparer)
{
    /// <summary>What the names of tokens within a connection's secrets begin with.</summary>
    public const string SecretPrefix = "token/";

    /// <summary>The name of a method's token within a connection's secrets.</summary>
    public static string SecretName(string methodId) => SecretPrefix + methodId;

    /// <param name="prepared">The connection.</param>
    /// <param name="renewed">Its new tokens.</param>
    /// <param name="leftBehind">Secrets of saves that failed before; they go once it is certain that nothing refers to them.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<PreparedConnection> SaveAsync(
        PreparedConnection prepared, IReadOnlyDictionary<string, Token> renewed, List<SecretReference> leftBehind, CancellationToken cancellationToken)
    {
        var write = new ConnectionWrite(connections, secrets);
        var written = await WriteAsync(write, prepared.Connection.Id, renewed, cancellationToken).ConfigureAwait(false);
        var connection = prepared.Connection;
        while (true)
        {
            var result = await TrySaveAsync(write, connection, written, leftBehind, cancellationToken).ConfigureAwait(false);
            // A store that tried again by itself, because the answer was lost on the way, may meet its own save.
            if (result.Current is { } saved && (result.IsSaved || written.All(state => saved.Tokens.Contains(state))))
            {
                await DeleteLeftBehindAsync(leftBehind, saved, cancellationToken).ConfigureAwait(false);
                if (!write.IsAtomic) await DeleteAsync(Replaced(connection.Tokens, written), cancellationToken).ConfigureAwait(false);
                var tokens = prepared.Methods.Where(method => method.HasTokenToSave)
                    .ToDictionary(method => method.Method.Id, method => method.Token!, StringComparer.Ordinal);
                foreach (var (methodId, token) in renewed) tokens[methodId] = token;
                return preparer.Prepare(saved, prepared.Fields, tokens);
            }

            if (result.Current is { } current && current.Snapshot == connection.Snapshot)
            {
                // Something else about the connection was changed, such as its name: the tokens are still its own.
                connection = current;
                continue;
            }

            // Disconnected, or connected again with other credentials: these tokens belong to nobody now.
            await write.TakeBackAsync(cancellationToken).ConfigureAwait(false);
            await DeleteLeftBehindAsync(leftBehind, result.Current, cancellationToken).ConfigureAwait(false);
            if (result.Current is null) throw ConnectionErrors.NotFound(connection.Id);
            return await preparer.ReadAsync(result.Current, cancellationToken).ConfigureAwait(false)
                ?? throw ConnectionErrors.NotFound(connection.Id);
        }
    }

    /// <summary>Adds tokens as new secrets.</summary>
    public static async Task<TokenState[]> WriteAsync(
        ConnectionWrite write, ConnectionId id, IReadOnlyDictionary<string, Token> tokens, CancellationToken cancellationToken)
    {
        var written = new List<TokenState>();
        try
        {
            foreach (var (methodId, token) in tokens)
            {
                var reference = await write.AddAsync(SecretScope.For(id), SecretName(methodId), SecretBundle.Pack(token.Values), cancellationToken).ConfigureAwait(false);
                written.Add(token.ToState(methodId, reference));
            }
        }
        catch
        {
            await write.TakeBackAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return [.. written];
    }

    private static async Task<SaveResult<Connection>> TrySaveAsync(
        ConnectionWrite write, Connection connection, TokenState[] written, List<SecretReference> leftBehind, CancellationToken cancellationToken)
    {
        var replaced = Replaced(connection.Tokens, written);
        try
        {
            return await write.SaveAsync(With(connection, written), replaced, cancellationToken).ConfigureAwait(false);
        }
        catch when (!write.IsAtomic)
        {
            // It may have been saved all the same, or be saved yet: neither what was written nor what it replaces can go now.
            leftBehind.AddRange([.. write.Written, .. replaced]);
            throw;
        }
    }

    private async Task DeleteLeftBehindAsync(List<SecretReference> leftBehind, Connection? current, CancellationToken cancellationToken)
    {
        await DeleteAsync([.. leftBehind.Where(reference => current?.Tokens.Any(state => state.Secret == reference) is not true)], cancellationToken).ConfigureAwait(false);
        leftBehind.Clear();
    }

    private async Task DeleteAsync(IReadOnlyCollection<SecretReference> references, CancellationToken cancellationToken)
    {
        foreach (var reference in references) await secrets.DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
    }

    private static SecretReference[] Replaced(IReadOnlyList<TokenState> before, TokenState[] written) =>
        [.. before.Where(state => written.Any(next => next.MethodId == state.MethodId)).Select(state => state.Secret)];

    private static Connection With(Connection connection, TokenState[] written) => connection with
    {
        Tokens = [.. connection.Tokens.Where(state => written.All(next => next.MethodId != state.MethodId)), .. written],
    };
}
