using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Connecting;

internal sealed class ConnectionService(
    IConnectorStore connectors,
    IConnectionStore connections,
    ITemplateStore templates,
    IBindingStore bindings,
    ConnectionMaker maker,
    TokenRevoker revoker,
    ConnectionRuntimes runtimes,
    Routes routes,
    ConnectionEvents events,
    IOptions<VersoriConnectorsOptions> options,
    TimeProvider time,
    ILogger<ConnectionService> logger) : IConnections
{
    public Task<Connection> ConnectAsync(ConnectRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ConnectAsync(request, signedIn: null, cancellationToken);
    }

    /// <summary>Connects with the request's credential, or with what came of signing in.</summary>
    public async Task<Connection> ConnectAsync(ConnectRequest request, IReadOnlyList<MethodCredential>? signedIn, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Name)) throw ConnectionErrors.Of(ConnectorErrorCode.InvalidArgument, "A connection needs a name.", "name");
        using var activity = EngineTelemetry.StartConnect(request.ConnectorId, request.Owner);

        var connector = await FindConnectorAsync(request.ConnectorId, cancellationToken).ConfigureAwait(false);
        await RefuseTakenNameAsync(connector.Id, request.Owner, request.Name, cancellationToken).ConfigureAwait(false);

        var credentials = signedIn ?? await maker.MatchAsync(connector, [request.Credential, .. request.FurtherCredentials], request.Inputs, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var draft = maker.Draft(
            new() { Id = ConnectionId.New(now), ConnectorId = connector.Id, Owner = request.Owner, Name = request.Name, CreatedAt = now, Snapshot = null! },
            connector,
            credentials,
            request.Inputs);
        var saved = await maker.SaveAsync(draft, connector, request.TryCredential, NameIsTaken, cancellationToken).ConfigureAwait(false);
        // It is saved. From here on it stays connected, whether or not the caller still waits.
        await RefuseIfGoneAsync(saved).ConfigureAwait(false);
        if (request.IsDefault) saved = await SetDefaultAsync(saved.Id, CancellationToken.None).ConfigureAwait(false);
        return await ConnectedAsync(saved).ConfigureAwait(false);
    }

    public Task<Connection> ReconnectAsync(
        ConnectionId id, Credential credential, IReadOnlyDictionary<string, string>? inputs = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return ReconnectAsync(id, [credential], inputs, cancellationToken);
    }

    public Task<Connection> ReconnectAsync(
        ConnectionId id, IReadOnlyList<Credential> credentials, IReadOnlyDictionary<string, string>? inputs = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentOutOfRangeException.ThrowIfZero(credentials.Count, nameof(credentials));
        return ReconnectAsync(id, credentials, inputs, tryCredential: true, signedIn: null, cancellationToken);
    }

    /// <summary>Connects again with credentials, or with what came of signing in.</summary>
    public async Task<Connection> ReconnectAsync(
        ConnectionId id,
        IReadOnlyList<Credential> credentials,
        IReadOnlyDictionary<string, string>? inputs,
        bool tryCredential,
        IReadOnlyList<MethodCredential>? signedIn,
        CancellationToken cancellationToken)
    {
        var before = await FindOrThrowAsync(id, cancellationToken).ConfigureAwait(false);
        var connector = await FindConnectorAsync(before.ConnectorId, cancellationToken).ConfigureAwait(false);
        var values = InputsFor(before, connector, inputs);
        var matched = signedIn is not null
            ? InOrderOf(before, signedIn)
            : await maker.MatchAsync(connector, credentials, values, cancellationToken).ConfigureAwait(false);
        var draft = maker.Draft(before with { Status = ConnectionStatus.Active, StatusReason = null, Tokens = [] }, connector, matched, values);
        var saved = await maker.SaveAsync(draft, connector, tryCredential, _ => Changed(id), cancellationToken).ConfigureAwait(false);
        await maker.RemoveReplacedSecretsAsync(before).ConfigureAwait(false);
        return await ConnectedAsync(saved).ConfigureAwait(false);
    }

    public async Task DisconnectAsync(ConnectionId id, bool force = false, CancellationToken cancellationToken = default)
    {
        var users = new List<Binding>();
        await foreach (var binding in bindings.ListAsync(new() { ConnectionId = id }, cancellationToken).ConfigureAwait(false)) users.Add(binding);
        if (users.Count > 0 && !force)
        {
            throw new ConnectorException(new ConnectorError
            {
                Code = ConnectorErrorCode.InUse,
                Message = $"The connection is bound to {string.Join(", ", users.Select(user => user.Key.Template))}. Unbind these first, or force it.",
                Location = id.ToString(),
                Related = [.. users.Select(user => user.Key.Template.ToString())],
            });
        }

        Connection connection;
        do
        {
            connection = await FindToRemoveAsync(id, cancellationToken).ConfigureAwait(false);
        }
        while (!await connections.DeleteAsync(id, connection.Revision, cancellationToken).ConfigureAwait(false));

        runtimes.Remove(id);
        routes.Invalidate(connection);
        // RFC 7009: after the connection is gone, so that nothing can use or renew what is revoked.
        await revoker.RevokeAsync(connection).ConfigureAwait(false);
        // The connection is gone: nobody else would ever remove its secrets.
        await maker.RemoveAllSecretsAsync(id, CancellationToken.None).ConfigureAwait(false);
        foreach (var binding in users) await bindings.DeleteAsync(binding.Key, binding.Revision, CancellationToken.None).ConfigureAwait(false);
        await events.RaiseAsync(ConnectionEventKind.Disconnected, connection, CancellationToken.None).ConfigureAwait(false);
    }

    public Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken = default) =>
        connections.FindAsync(id, cancellationToken).AsTask();

    public IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken = default) =>
        connections.ListAsync(filter, cancellationToken);

    public async Task<Connection> SetDefaultAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        // One save, and the latest choice counts: two that choose at the same time cannot undo each other.
        var connection = await FindOrThrowAsync(id, cancellationToken).ConfigureAwait(false);
        var since = time.GetUtcNow();
        await foreach (var other in connections.ListAsync(new() { ConnectorId = connection.ConnectorId, Owner = connection.Owner }, cancellationToken).ConfigureAwait(false))
        {
            // Later than any choice before, however the clocks of several machines differ.
            if (other.Id != id && other.DefaultSince >= since) since = other.DefaultSince.Value.AddTicks(1);
        }

        var chosen = await ChangeAsync(id, current => current with { DefaultSince = since }, cancellationToken).ConfigureAwait(false);
        routes.Invalidate(chosen);
        return chosen;
    }

    public async Task<Binding> BindAsync(TemplateId template, ConnectionId connection, Owner owner = default, CancellationToken cancellationToken = default)
    {
        var found = await templates.FindAsync(template, cancellationToken).ConfigureAwait(false)
            ?? throw await MissingTemplate.OfAsync(templates, template, cancellationToken).ConfigureAwait(false);
        var target = await FindOrThrowAsync(connection, cancellationToken).ConfigureAwait(false);
        if (target.ConnectorId != found.ConnectorId)
        {
            throw ConnectionErrors.Of(
                ConnectorErrorCode.InvalidArgument,
                $"The template '{template}' is for '{found.ConnectorId}', but the connection '{target.Name}' is for '{target.ConnectorId}'.",
                "connection");
        }

        if (!ConnectionSelector.IsAccepted(found, target))
        {
            throw ConnectionErrors.Of(
                ConnectorErrorCode.InvalidArgument,
                $"The template '{template}' accepts only {string.Join(", ", found.AuthMethods)}, but the connection '{target.Name}' uses {string.Join(", ", target.Snapshot.Methods.Select(method => method.Id))}.",
                "connection");
        }

        var key = new BindingKey(template, ConnectionSelector.OwnerFor(found, owner), options.Value.Environment);
        while (true)
        {
            var existing = await bindings.FindAsync(key, cancellationToken).ConfigureAwait(false);
            var wanted = (existing ?? new() { Key = key, ConnectionId = connection }) with { ConnectionId = connection };
            var result = await bindings.SaveAsync(wanted, cancellationToken).ConfigureAwait(false);
            if (!result.IsSaved) continue;
            routes.Invalidate(route => route.Template?.Id == template);
            return result.Current;
        }
    }

    public async Task UnbindAsync(TemplateId template, Owner owner = default, CancellationToken cancellationToken = default)
    {
        // The template may be gone already; what was bound for this owner can be taken back all the same.
        var found = await templates.FindAsync(template, cancellationToken).ConfigureAwait(false);
        var key = new BindingKey(template, found is null ? owner : ConnectionSelector.OwnerFor(found, owner), options.Value.Environment);
        while (await bindings.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } binding)
        {
            if (await bindings.DeleteAsync(key, binding.Revision, cancellationToken).ConfigureAwait(false)) break;
        }

        routes.Invalidate(route => route.Template?.Id == template);
    }

    public async Task<Connection> RenewAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        var connection = await FindOrThrowAsync(id, cancellationToken).ConfigureAwait(false);
        var runtime = runtimes.For(id);
        await runtime.AdoptAsync(connection, cancellationToken).ConfigureAwait(false);
        var renewed = await runtime.RenewNowAsync(cancellationToken).ConfigureAwait(false);
        if (!renewed.CanRenew)
        {
            throw ConnectionErrors.Of(ConnectorErrorCode.NotSupported, $"The connection '{connection.Name}' has no tokens that can be renewed.", id.ToString());
        }

        return renewed.Connection;
    }

    private async Task<Connection> ChangeAsync(ConnectionId id, Func<Connection, Connection> change, CancellationToken cancellationToken)
    {
        var connection = await FindOrThrowAsync(id, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var changed = change(connection);
            if (changed == connection) return connection;
            var result = await connections.SaveAsync(changed, cancellationToken).ConfigureAwait(false);
            if (result.IsSaved) return result.Current;
            connection = result.Current ?? throw ConnectionErrors.NotFound(id);
        }
    }

    /// <summary>The inputs of a connection that is connected again: those it had, and the new ones over them.</summary>
    public static IReadOnlyDictionary<string, string> InputsFor(Connection before, Connector connector, IReadOnlyDictionary<string, string>? inputs)
    {
        var values = new Dictionary<string, string>(before.Snapshot.Inputs, StringComparer.Ordinal);
        foreach (var (name, value) in inputs ?? new Dictionary<string, string>(StringComparer.Ordinal)) values[name] = value;
        foreach (var name in values.Keys.Where(name => inputs?.ContainsKey(name) != true && connector.Definition!.Inputs.All(input => input.Name != name)).ToArray()) values.Remove(name);
        return values;
    }

    public async Task RefuseTakenNameAsync(ConnectorId connector, Owner owner, string name, CancellationToken cancellationToken)
    {
        var filter = new ConnectionFilter { ConnectorId = connector, Owner = owner, Name = name };
        await foreach (var existing in connections.ListAsync(filter, cancellationToken).ConfigureAwait(false)) throw NameIsTaken(existing);
    }

    public async Task<Connector> FindConnectorAsync(ConnectorId id, CancellationToken cancellationToken)
    {
        var connector = await connectors.FindAsync(id, null, cancellationToken).ConfigureAwait(false) ?? throw ConnectionErrors.ConnectorNotFound(id);
        return connector.Definition is null ? throw ConnectionErrors.NotPublished(id) : connector;
    }

    public async Task<Connection> FindOrThrowAsync(ConnectionId id, CancellationToken cancellationToken) =>
        await connections.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw ConnectionErrors.NotFound(id);

    // A disconnection that was interrupted is completed by the next try: what it left behind goes, whatever it was.
    private async Task<Connection> FindToRemoveAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } connection) return connection;
        await maker.RemoveAllSecretsAsync(id, cancellationToken).ConfigureAwait(false);
        throw ConnectionErrors.NotFound(id);
    }

    private async Task RefuseIfGoneAsync(Connection saved)
    {
        try
        {
            if (await connectors.FindAsync(saved.ConnectorId, null, CancellationToken.None).ConfigureAwait(false) is not null) return;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A store that does not answer does not say that the connector is gone.
            logger.StoreUnavailable(exception, saved.ConnectorId.ToString());
            return;
        }

        await connections.DeleteAsync(saved.Id, saved.Revision, CancellationToken.None).ConfigureAwait(false);
        await maker.RemoveAllSecretsAsync(saved.Id, CancellationToken.None).ConfigureAwait(false);
        throw ConnectionErrors.ConnectorNotFound(saved.ConnectorId);
    }

    private async Task<Connection> ConnectedAsync(Connection saved)
    {
        // The owner's templates look again which connection is theirs.
        routes.Invalidate(saved);
        try
        {
            // What is connected is ready to use at once.
            await routes.For(RouteKey.Of(saved.Id)).GetAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It is connected all the same; the first call looks again, and reports what is wrong.
            logger.StoreUnavailable(exception, saved.Id.ToString());
        }

        await events.RaiseAsync(ConnectionEventKind.Connected, saved, CancellationToken.None).ConfigureAwait(false);
        return saved;
    }

    // Methods apply in order; signing in again for one of them does not move it.
    private static MethodCredential[] InOrderOf(Connection before, IReadOnlyList<MethodCredential> signedIn)
    {
        var order = before.Snapshot.Methods.Select(method => method.Id).ToList();
        return [.. signedIn.OrderBy(credential => (uint)order.IndexOf(credential.Method.Id))];
    }

    private static ConnectorException NameIsTaken(Connection? existing) => ConnectionErrors.Of(
        ConnectorErrorCode.AlreadyExists,
        $"{existing?.Owner} has a connection '{existing?.Name}' of '{existing?.ConnectorId}' already. Choose another name, or connect that one again.",
        "name");

    private static ConnectorException Changed(ConnectionId id) => ConnectionErrors.Of(
        ConnectorErrorCode.Conflict, "The connection was changed while it was being connected again; try once more.", id.ToString());
}
