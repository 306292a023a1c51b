using Versori.Connectors.Http;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Completes a draft: verifies it against the external system, then saves it. A failure leaves nothing behind.
/// </summary>
internal sealed class ConnectionCompletion(
    DraftVerification verification, ConnectionSaver saver, ClientTransports transports)
{
    /// <param name="draft">The connection that is being made.</param>
    /// <param name="connector">Its connector.</param>
    /// <param name="tryCredential">Whether the credential is checked with a request.</param>
    /// <param name="onConflict">Creates the error when another connection or revision is stored.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is left behind then either.</param>
    /// <param name="beforeSaving">Throws if the verified connection must not be saved.</param>
    public async Task<Connection> CompleteAsync(
        ConnectionDraft draft,
        Connector connector,
        bool tryCredential,
        Func<Connection?, ConnectorException> onConflict,
        CancellationToken cancellationToken,
        Action<Connection>? beforeSaving = null)
    {
        try
        {
            var verified = await verification.VerifyAsync(draft, connector, tryCredential, cancellationToken)
                .ConfigureAwait(false);
            beforeSaving?.Invoke(verified.Connection);
            return await saver.SaveAsync(verified, onConflict, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            transports.ReleaseUnused(draft.Connection.Id);
            throw;
        }
    }
}
