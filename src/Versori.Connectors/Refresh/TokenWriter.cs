using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Refresh;

/// <summary>Saves renewed tokens: the secret under a new version, then the connection that refers to it, then the old version goes.</summary>
internal sealed class TokenWriter(IConnectionStore connections, ISecretStore secrets, ConnectionPreparer preparer)
{
    /// <summary>The name of a method's token within a connection's secrets.</summary>
    public static string SecretName(string methodId) => $"token/{methodId}";

    /// <param name="prepared">The connection.</param>
    /// <param name="renewed">Its new tokens.</param>
    /// <param name="leftBehind">Secrets of saves that failed before; they go once it is certain that nothing refers to them.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<PreparedConnection> SaveAsync(
        PreparedConnection prepared, IReadOnlyDictionary<string, Token> renewed, List<SecretReference> leftBehind, CancellationToken cancellationToken)
    {
        var written = await WriteAsync(prepared.Connection.Id, renewed, cancellationToken).ConfigureAwait(false);
        var connection = prepared.Connection;
        while (true)
        {
            var result = await TrySaveAsync(connection, written, leftBehind, cancellationToken).ConfigureAwait(false);
            if (result.IsSaved)
            {
                await DeleteLeftBehindAsync(leftBehind, result.Current, cancellationToken).ConfigureAwait(false);
                await DeleteReplacedAsync(connection.Tokens, written, cancellationToken).ConfigureAwait(false);
                var tokens = prepared.Methods.Where(method => method.HasTokenToSave)
                    .ToDictionary(method => method.Method.Id, method => method.Token!, StringComparer.Ordinal);
                foreach (var (methodId, token) in renewed) tokens[methodId] = token;
                return preparer.Prepare(result.Current, prepared.Fields, tokens);
            }

            if (result.Current is { } current && current.Snapshot == connection.Snapshot)
            {
                // Something else about the connection was changed, such as its name: the tokens are still its own.
                connection = current;
                continue;
            }

            // Disconnected, or connected again with other credentials: these tokens belong to nobody now.
            foreach (var state in written) await secrets.DeleteAsync(state.Secret, cancellationToken).ConfigureAwait(false);
            await DeleteLeftBehindAsync(leftBehind, result.Current, cancellationToken).ConfigureAwait(false);
            if (result.Current is null) throw ConnectionErrors.NotFound(connection.Id);
            return await preparer.ReadAsync(result.Current, cancellationToken).ConfigureAwait(false)
                ?? throw ConnectionErrors.NotFound(connection.Id);
        }
    }

    /// <summary>Writes tokens as new secrets.</summary>
    public async Task<TokenState[]> WriteAsync(
        ConnectionId id, IReadOnlyDictionary<string, Token> tokens, CancellationToken cancellationToken)
    {
        var written = new List<TokenState>();
        try
        {
            foreach (var (methodId, token) in tokens)
            {
                var reference = await secrets
                    .WriteAsync(SecretScope.For(id), SecretName(methodId), SecretBundle.Pack(token.Values), cancellationToken)
                    .ConfigureAwait(false);
                written.Add(token.ToState(methodId, reference));
            }
        }
        catch
        {
            foreach (var state in written) await secrets.DeleteAsync(state.Secret, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return [.. written];
    }

    private async Task<SaveResult<Connection>> TrySaveAsync(
        Connection connection, TokenState[] written, List<SecretReference> leftBehind, CancellationToken cancellationToken)
    {
        try
        {
            return await connections.SaveAsync(With(connection, written), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // It may have been saved all the same, or be saved yet: neither what was written nor what it replaces can go now.
            leftBehind.AddRange(written.Concat(Replaced(connection.Tokens, written)).Select(state => state.Secret));
            throw;
        }
    }

    private async Task DeleteLeftBehindAsync(List<SecretReference> leftBehind, Connection? current, CancellationToken cancellationToken)
    {
        foreach (var reference in leftBehind.Where(reference => current?.Tokens.Any(state => state.Secret == reference) is not true).ToArray())
        {
            await secrets.DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
        }

        leftBehind.Clear();
    }

    private async Task DeleteReplacedAsync(IReadOnlyList<TokenState> before, TokenState[] written, CancellationToken cancellationToken)
    {
        foreach (var old in Replaced(before, written))
        {
            await secrets.DeleteAsync(old.Secret, cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<TokenState> Replaced(IReadOnlyList<TokenState> before, TokenState[] written) =>
        before.Where(state => written.Any(next => next.MethodId == state.MethodId));

    private static Connection With(Connection connection, TokenState[] written) => connection with
    {
        Tokens = [.. connection.Tokens.Where(state => written.All(next => next.MethodId != state.MethodId)), .. written],
    };
}
