using Microsoft.Extensions.Logging;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Makes a new connection: matches its credentials, makes a draft, completes it, and makes it ready to use.
/// </summary>
internal sealed class ConnectionCreation(
    IConnectorStore connectors,
    IConnectionStore connections,
    ConnectionLookup lookup,
    ConnectionMaker matcher,
    ConnectionDrafts drafts,
    ConnectionCompletion completion,
    CredentialReplacement replacement,
    ConnectionSecrets secrets,
    DefaultConnections defaults,
    ConnectionActivation activation,
    TimeProvider time,
    ILogger<ConnectionCreation> logger)
{
    /// <summary>Connects with the request's credential, or with the result of signing in.</summary>
    public Task<Connection> ConnectAsync(
        ConnectRequest request, IReadOnlyList<MethodCredential>? signedIn, CancellationToken cancellationToken) =>
        EngineTracing.RunAsync(
            () => EngineTracing.StartConnect(request.ConnectorId, request.Owner),
            _ => ConnectOrUseExistingAsync(request, signedIn, cancellationToken));

    private async Task<Connection> ConnectOrUseExistingAsync(
        ConnectRequest request, IReadOnlyList<MethodCredential>? signedIn, CancellationToken cancellationToken)
    {
        ConnectArguments.CheckName(request.Name);
        if (request.WhenNameTaken == NameTakenBehavior.Fail)
        {
            return await CreateAsync(request, signedIn, cancellationToken).ConfigureAwait(false);
        }

        if (await UseExistingAsync(request, signedIn, cancellationToken).ConfigureAwait(false) is { } existing)
        {
            return existing;
        }

        try
        {
            return await CreateAsync(request, signedIn, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.AlreadyExists)
        {
            // Another process connected at the same time.
            var other = await UseExistingAsync(request, signedIn, cancellationToken).ConfigureAwait(false);
            if (other is null) throw;
            return other;
        }
    }

    private async Task<Connection?> UseExistingAsync(
        ConnectRequest request, IReadOnlyList<MethodCredential>? signedIn, CancellationToken cancellationToken)
    {
        var existing = await lookup
            .FindByNameAsync(request.ConnectorId, request.Owner, request.Name, cancellationToken)
            .ConfigureAwait(false);
        if (existing is null || request.WhenNameTaken == NameTakenBehavior.Keep) return existing;
        return await replacement
            .ReplaceAsync(
                existing.Id,
                [request.Credential, .. request.AdditionalCredentials],
                request.Inputs,
                request.CheckCredential,
                signedIn,
                allowOtherAccount: false,
                cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<Connection> CreateAsync(
        ConnectRequest request, IReadOnlyList<MethodCredential>? signedIn, CancellationToken cancellationToken)
    {
        var connector = await lookup.FindConnectorAsync(request.ConnectorId, cancellationToken).ConfigureAwait(false);
        await lookup.ThrowIfNameTakenAsync(connector.Id, request.Owner, request.Name, cancellationToken)
            .ConfigureAwait(false);

        var credentials = signedIn ?? await matcher
            .MatchAsync(
                connector, [request.Credential, .. request.AdditionalCredentials], request.Inputs, cancellationToken)
            .ConfigureAwait(false);
        var draft = drafts.Create(NewConnection(request, connector), connector, credentials, request.Inputs);
        var saved = await completion
            .CompleteAsync(draft, connector, request.CheckCredential, ConnectionErrors.NameTaken, cancellationToken)
            .ConfigureAwait(false);

        // The connection is saved. From here on it stays connected, even if the caller cancels.
        await UndoIfConnectorDeletedAsync(saved).ConfigureAwait(false);
        if (request.IsDefault) saved = await defaults.SetAsync(saved.Id, CancellationToken.None).ConfigureAwait(false);
        return await activation.ActivateAsync(saved, AuditAction.Connected).ConfigureAwait(false);
    }

    private Connection NewConnection(ConnectRequest request, Connector connector)
    {
        var now = time.GetUtcNow();
        return new()
        {
            Id = ConnectionId.New(now),
            ConnectorId = connector.Id,
            Owner = request.Owner,
            Name = request.Name,
            CreatedAt = now,
            Snapshot = null!,
        };
    }

    private async Task UndoIfConnectorDeletedAsync(Connection saved)
    {
        if (await ConnectorExistsAsync(saved.ConnectorId).ConfigureAwait(false)) return;
        await connections.DeleteAsync(saved.Id, saved.Revision, CancellationToken.None).ConfigureAwait(false);
        await secrets.RemoveAllAsync(saved.Id, CancellationToken.None).ConfigureAwait(false);
        throw ConnectionErrors.ConnectorNotFound(saved.ConnectorId);
    }

    private async Task<bool> ConnectorExistsAsync(ConnectorId id)
    {
        try
        {
            return await connectors.FindAsync(id, null, CancellationToken.None).ConfigureAwait(false) is not null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A store that fails does not prove that the connector was deleted.
            logger.StoreUnavailable(exception, id.ToString());
            return true;
        }
    }
}
