using Microsoft.Extensions.Logging;
using Versori.Connectors.Authentication;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Connecting;

/// <summary>The steps that connecting and connecting again share: snapshot, trial, secrets, connection. A failure undoes what was done.</summary>
internal sealed class ConnectionMaker(
    IConnectionStore connections,
    ISecretStore secrets,
    SnapshotTaker snapshots,
    CredentialTrial trial,
    CaptureRequests captureRequests,
    ConnectionPreparer preparer,
    ClientTransports transports,
    AuthMethodHandlers handlers,
    TimeProvider time,
    ILogger<ConnectionMaker> logger)
{
    /// <summary>The name of the credential within a connection's secrets.</summary>
    public const string CredentialSecret = "credential";

    /// <summary>Works out the connection that credentials make.</summary>
    public ConnectionDraft Draft(
        Connection connection, Connector connector, IReadOnlyList<MethodCredential> credentials, IReadOnlyDictionary<string, string> inputs)
    {
        var snapshot = snapshots.Take(connector, [.. credentials.Select(credential => credential.Method)], inputs) with
        {
            OwnScopes = [.. credentials.Where(credential => credential.HasOwnScopes).Select(credential => credential.Method.Id)],
        };
        var given = credentials.Where(credential => credential.Token is not null)
            .ToDictionary(credential => credential.Method.Id, credential => credential.Token!, StringComparer.Ordinal);
        return new(connection with { Snapshot = snapshot }, CredentialFields.Of(credentials.Select(credential => (credential.Method, credential.Credential))), given);
    }

    /// <summary>Finds the auth methods that credentials are for, in their order, and what these leave to discovery.</summary>
    public async Task<IReadOnlyList<MethodCredential>> MatchAsync(
        Connector connector, IReadOnlyList<Credential> credentials, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken)
    {
        var definition = connector.Definition ?? throw ConnectionErrors.NotPublished(connector.Id);
        var found = new List<AuthMethod>();
        foreach (var method in credentials.Select(credential => CredentialMatch.Find(definition, credential, handlers)))
        {
            if (found.Exists(other => other.Id == method.Id)) throw Twice(method);
            found.Add(method);
        }

        var matched = new List<MethodCredential>();
        foreach (var (method, credential) in found.Zip(credentials))
        {
            handlers.For(method).CheckCredential(method, credential, time.GetUtcNow());
            var resolved = await ResolveAsync(connector, method, inputs, cancellationToken).ConfigureAwait(false);
            matched.Add(new(resolved, credential, handlers.For(resolved).GivenToken(resolved, credential, time.GetUtcNow())));
        }

        return matched;
    }

    /// <summary>A method with what it leaves to discovery.</summary>
    public ValueTask<AuthMethod> ResolveAsync(
        Connector connector, AuthMethod method, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken)
    {
        var values = new TemplateValues();
        foreach (var (name, value) in InputValues.Check(connector.Definition!, inputs)) values.Set(name, value);
        return handlers.For(method).ResolveAsync(method, values, cancellationToken);
    }

    /// <summary>
    /// Works out what a connection becomes under the connector's present auth methods, with the fields and tokens it has.
    /// A token that the present method can obtain by itself is obtained anew.
    /// </summary>
    public async Task<ConnectionDraft> UpgradedAsync(
        Connection connection, Connector connector, PreparedConnection prepared, CancellationToken cancellationToken)
    {
        var definition = connector.Definition!;
        var present = connection.Snapshot.Methods
            .Select(method => definition.AuthMethods.FirstOrDefault(present => present.Id == method.Id)
                ?? throw ConnectionErrors.Of(
                    ConnectorErrorCode.InvalidCredential,
                    $"The connector '{definition.Id}' has no auth method '{method.Id}' any more; connect again with another one.",
                    method.Id))
            .ToArray();
        foreach (var method in present) CredentialMatch.CheckFields(method, prepared.Fields, handlers);

        var known = definition.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = connection.Snapshot.Inputs.Where(input => known.Contains(input.Key)).ToDictionary(StringComparer.Ordinal);
        var methods = new List<AuthMethod>();
        foreach (var (method, before) in present.Zip(connection.Snapshot.Methods))
        {
            var resolved = await ResolveAsync(connector, method, inputs, cancellationToken).ConfigureAwait(false);
            // A client that was registered authenticates as it was registered.
            if (resolved is OAuth2Auth { ClientId: null, RegistrationUrl: not null } registered && before is OAuth2Auth { ClientId: null, RegistrationUrl: not null } earlier)
            {
                resolved = registered with { ClientAuthentication = earlier.ClientAuthentication };
            }

            if (resolved is OAuth2Auth scoped && before is OAuth2Auth { Scopes: var own } && connection.Snapshot.OwnScopes.Contains(before.Id, StringComparer.Ordinal))
            {
                resolved = scoped with { Scopes = own };
            }

            methods.Add(resolved);
        }

        var snapshot = snapshots.Take(connector, methods, inputs) with { OwnScopes = connection.Snapshot.OwnScopes };
        var kept = prepared.Methods
            .Where(method => method.Token is not null && !CanObtain(methods.Find(other => other.Id == method.Method.Id)!, method.Token, snapshot, prepared.Fields))
            .ToDictionary(method => method.Method.Id, method => method.Token!, StringComparer.Ordinal);
        return new(connection with { Snapshot = snapshot, Status = ConnectionStatus.Active, StatusReason = null }, prepared.Fields, kept);
    }

    /// <summary>Tries the credential, then saves secrets and connection, in this order.</summary>
    /// <param name="draft">The connection.</param>
    /// <param name="connector">Its connector.</param>
    /// <param name="tryCredential">Whether an endpoint is called with it.</param>
    /// <param name="onConflict">The error when the connection cannot be saved because of what is there.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is left behind then either.</param>
    public async Task<Connection> SaveAsync(
        ConnectionDraft draft, Connector connector, bool tryCredential, Func<Connection?, ConnectorException> onConflict, CancellationToken cancellationToken)
    {
        try
        {
            return await TryAndSaveAsync(draft, connector, tryCredential, onConflict, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            transports.GiveUp(draft.Connection.Id);
            throw;
        }
    }

    private async Task<Connection> TryAndSaveAsync(
        ConnectionDraft draft, Connector connector, bool tryCredential, Func<Connection?, ConnectorException> onConflict, CancellationToken cancellationToken)
    {
        var prepared = await trial.ObtainTokensAsync(draft.Connection, draft.Fields, draft.GivenTokens, cancellationToken).ConfigureAwait(false);
        var found = await captureRequests.SendAsync(prepared, connector.Definition!, cancellationToken).ConfigureAwait(false);
        var snapshot = snapshots.Complete(connector.Definition!, prepared, found);
        prepared = preparer.Prepare(draft.Connection with { Snapshot = snapshot }, draft.Fields, TokensOf(prepared));
        var check = tryCredential
            ? await trial.TryAsync(prepared, connector.Definition!, cancellationToken).ConfigureAwait(false)
            : new ConnectionCheck(ConnectionCheckOutcome.NotTried, time.GetUtcNow());

        var connection = prepared.Connection with { Check = check };
        var write = new ConnectionWrite(connections, secrets);
        Connection? whole = null;
        try
        {
            whole = await AddSecretsAsync(write, connection with { Tokens = [] }, draft.Fields, prepared, cancellationToken).ConfigureAwait(false);
            var result = await write.SaveAsync(whole, [], cancellationToken).ConfigureAwait(false);
            // A store that tried again by itself, because the answer was lost on the way, may meet its own save.
            return result.IsSaved || IsSaved(result.Current, whole) ? result.Current! : throw onConflict(result.Current);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A save that failed may have been done all the same, as when its answer was lost on the way.
            if (whole is not null && exception is not ConnectorException && await FindSavedAsync(whole).ConfigureAwait(false) is { } saved) return saved;
            if (!write.IsAtomic) await UndoAsync(draft.Connection, write.Written).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Removes the secrets of a connection that others have taken the place of. That they cannot be removed does not undo
    /// what was done.
    /// </summary>
    public async Task RemoveReplacedSecretsAsync(Connection before)
    {
        IEnumerable<SecretReference> replaced = before.Tokens.Select(state => state.Secret);
        await RemoveAsync(before.Id, before.Snapshot.Secrets is { } reference ? replaced.Prepend(reference) : replaced).ConfigureAwait(false);
    }

    /// <summary>Removes every secret of a connection, also those that nothing refers to.</summary>
    public async Task RemoveAllSecretsAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        await foreach (var reference in secrets.ListAsync(SecretScope.For(id), cancellationToken).ConfigureAwait(false))
        {
            await secrets.DeleteAsync(reference, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<Connection> AddSecretsAsync(
        ConnectionWrite write, Connection connection, CredentialFields fields, PreparedConnection prepared, CancellationToken cancellationToken)
    {
        if (!fields.IsEmpty)
        {
            var reference = await write.AddAsync(SecretScope.For(connection.Id), CredentialSecret, fields.Pack(), cancellationToken).ConfigureAwait(false);
            connection = connection with { Snapshot = connection.Snapshot with { Secrets = reference } };
        }

        return connection with { Tokens = await TokenWriter.WriteAsync(write, connection.Id, TokensOf(prepared), cancellationToken).ConfigureAwait(false) };
    }

    private static Dictionary<string, Token> TokensOf(PreparedConnection prepared) => prepared.Methods.Where(method => method.HasTokenToSave)
        .ToDictionary(method => method.Method.Id, method => method.Token!, StringComparer.Ordinal);

    private async Task<Connection?> FindSavedAsync(Connection whole)
    {
        try
        {
            var found = await connections.FindAsync(whole.Id, CancellationToken.None).ConfigureAwait(false);
            return IsSaved(found, whole) ? found : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.StoreUnavailable(exception, whole.Id.ToString());
            return null;
        }
    }

    private static bool IsSaved(Connection? found, Connection whole) =>
        found is not null && found.Id == whole.Id && found.Snapshot == whole.Snapshot && found.Tokens.Equals(whole.Tokens);

    // A new connection has no secrets of its own yet: all go. One that is connected again keeps those it had.
    private async Task UndoAsync(Connection before, IReadOnlyList<SecretReference> written)
    {
        if (before.Revision != 0)
        {
            await RemoveAsync(before.Id, written).ConfigureAwait(false);
            return;
        }

        try
        {
            await RemoveAllSecretsAsync(before.Id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.SecretsLeftBehind(exception, before.Id);
        }
    }

    private async Task RemoveAsync(ConnectionId id, IEnumerable<SecretReference> references)
    {
        foreach (var reference in references)
        {
            try
            {
                await secrets.DeleteAsync(reference, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                logger.SecretsLeftBehind(exception, id);
            }
        }
    }

    // With what the token brought along nothing new is obtained: a refresh token that was renewed belongs to its token.
    private bool CanObtain(AuthMethod method, Token token, AuthSnapshot snapshot, CredentialFields fields)
    {
        var handler = handlers.For(method);
        if (handler.TokenSource(method, snapshot) is not { } source) return false;
        var values = InputTemplateValues.Of(snapshot);
        foreach (var name in handler.Names(method).Where(name => !token.Values.ContainsKey(name))) values.SetSecret(name, fields.Find(method.Id, name));
        return source.CanRequest(values, null);
    }

    private static ConnectorException Twice(AuthMethod method) => ConnectionErrors.Of(
        ConnectorErrorCode.InvalidCredential, $"Two credentials are for the auth method '{method.Id}'; give one for each method.", method.Id);
}
