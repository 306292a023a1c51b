using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Replaces the credentials of an existing connection, and takes a new snapshot of the connector's auth methods.
/// </summary>
internal sealed class CredentialReplacement(
    ConnectionLookup lookup,
    ConnectionMaker matcher,
    ConnectionDrafts drafts,
    KeptRefreshTokens keptRefreshTokens,
    ConnectionCompletion completion,
    ConnectionSecrets secrets,
    ConnectionActivation activation,
    ConnectionEvents events)
{
    /// <summary>Replaces a connection's credentials with new ones, or with the result of signing in.</summary>
    public Task<Connection> ReplaceAsync(
        ConnectionId id,
        IReadOnlyList<Credential> credentials,
        IReadOnlyDictionary<string, string>? inputs,
        bool tryCredential,
        IReadOnlyList<MethodCredential>? signedIn,
        bool allowOtherAccount,
        CancellationToken cancellationToken) =>
        EngineTracing.RunAsync(
            () => EngineTracing.StartReconnect(id),
            _ => ReplaceTracedAsync(
                id, credentials, inputs, tryCredential, signedIn, allowOtherAccount, cancellationToken));

    private async Task<Connection> ReplaceTracedAsync(
        ConnectionId id,
        IReadOnlyList<Credential> credentials,
        IReadOnlyDictionary<string, string>? inputs,
        bool tryCredential,
        IReadOnlyList<MethodCredential>? signedIn,
        bool allowOtherAccount,
        CancellationToken cancellationToken)
    {
        var before = await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var connector = await lookup.FindConnectorAsync(before.ConnectorId, cancellationToken).ConfigureAwait(false);
        var values = InputsFor(before, connector, inputs);
        var matched = signedIn is not null
            ? await keptRefreshTokens
                .AddToAsync(InOrderOf(before, signedIn), before, cancellationToken).ConfigureAwait(false)
            : await matcher.MatchAsync(connector, credentials, values, cancellationToken).ConfigureAwait(false);
        var draft = drafts.Create(Reset(before), connector, matched, values);
        var saved = await completion
            .CompleteAsync(
                draft,
                connector,
                tryCredential,
                _ => Changed(id),
                cancellationToken,
                verified => ThrowIfOtherAccount(before, verified, allowOtherAccount))
            .ConfigureAwait(false);
        if (IsOtherAccount(before, saved))
        {
            await events.RaiseAsync(
                ConnectionEventKind.AccountChanged,
                saved,
                AuditAction.AccountChanged,
                isAutomatic: false,
                CancellationToken.None).ConfigureAwait(false);
        }

        await secrets.RemoveReplacedAsync(before).ConfigureAwait(false);
        return await activation.ActivateAsync(saved, AuditAction.Reconnected).ConfigureAwait(false);
    }

    /// <summary>
    /// The inputs of a connection whose credentials are replaced: the new values, and its own for all other inputs that
    /// the connector still has.
    /// </summary>
    public static IReadOnlyDictionary<string, string> InputsFor(
        Connection before, Connector connector, IReadOnlyDictionary<string, string>? inputs)
    {
        var known = connector.Definition!.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        var values = before.Snapshot.Inputs
            .Where(input => known.Contains(input.Key))
            .ToDictionary(StringComparer.Ordinal);
        if (inputs is null) return values;
        foreach (var (name, value) in inputs) values[name] = value;
        return values;
    }

    private static bool IsOtherAccount(Connection before, Connection after) =>
        before.Snapshot.Account is { } account
        && after.Snapshot.Account is { } other
        && !string.Equals(account, other, StringComparison.Ordinal);

    private static void ThrowIfOtherAccount(Connection before, Connection verified, bool isAllowed)
    {
        if (isAllowed || !IsOtherAccount(before, verified)) return;
        throw ConnectionErrors.Create(
            ConnectorErrorCode.OtherAccount,
            $"The connection '{before.Name}' belongs to the account '{before.Snapshot.Account}', but the credential is "
                + $"that of '{verified.Snapshot.Account}'. Use the right account, or allow another one "
                + "(allowOtherAccount; AllowOtherAccount of a sign-in).",
            before.Id.ToString());
    }

    private static Connection Reset(Connection before) =>
        before with { Status = ConnectionStatus.Active, StatusReason = null, Tokens = [] };

    // Methods are applied in order. Signing in again for one of them does not change its position.
    private static MethodCredential[] InOrderOf(Connection before, IReadOnlyList<MethodCredential> signedIn)
    {
        var order = before.Snapshot.Methods.Select(method => method.Id).ToList();
        // A method that the connection did not have has the index -1, which becomes the largest number: it is last.
        return [.. signedIn.OrderBy(credential => (uint)order.IndexOf(credential.Method.Id))];
    }

    private static ConnectorException Changed(ConnectionId id) => ConnectionErrors.Create(
        ConnectorErrorCode.Conflict,
        "The connection was changed while its credentials were being replaced; try again.",
        id.ToString());
}
