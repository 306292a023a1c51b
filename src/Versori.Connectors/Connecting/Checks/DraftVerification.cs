using Versori.Connectors.Authentication;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Verifies a draft against the external system: obtains its first tokens, captures values, completes the snapshot, and
/// tries the credential. Nothing is saved.
/// </summary>
internal sealed class DraftVerification(
    DraftTokens tokens,
    CaptureRequests captureRequests,
    SnapshotTaker snapshots,
    ConnectionPreparer preparer,
    CredentialCheck trial,
    TimeProvider time)
{
    /// <returns>The draft with its tokens, its complete snapshot and the result of the check.</returns>
    public async Task<ConnectionDraft> VerifyAsync(
        ConnectionDraft draft, Connector connector, bool tryCredential, CancellationToken cancellationToken)
    {
        var definition = connector.Definition!;
        var prepared = await tokens.ObtainAsync(draft, cancellationToken).ConfigureAwait(false);
        var captured = await captureRequests.SendAsync(prepared, definition, cancellationToken).ConfigureAwait(false);
        var snapshot = snapshots.Complete(definition, prepared, captured);
        prepared = preparer.Prepare(
            draft.Connection with { Snapshot = snapshot }, draft.Fields, TokensToSave(prepared));
        var check = tryCredential
            ? await trial.TryAsync(prepared, definition, cancellationToken).ConfigureAwait(false)
            : new ConnectionCheck(ConnectionCheckOutcome.NotChecked, time.GetUtcNow());
        return draft with
        {
            Connection = prepared.Connection with { Check = check },
            Tokens = TokensToSave(prepared),
        };
    }

    private static Dictionary<string, Token> TokensToSave(PreparedConnection prepared) => prepared.Methods
        .Where(method => method.HasTokenToSave)
        .ToDictionary(
            method => method.Method.Id,
            method => method.Source is { } source
                ? method.Token!.WithOutlook(source, method.Values)
                : method.Token!,
            StringComparer.Ordinal);
}
