using Versori.Connectors.Refresh;

namespace Versori.Connectors.Connecting;

/// <summary>The public face of connecting. Each operation is a separate type.</summary>
internal sealed class ConnectionService(
    IConnectionStore connections,
    ConnectionLookup lookup,
    ConnectionCreation creation,
    CredentialReplacement replacement,
    ConnectionRemoval removal,
    ConnectionUsages usages,
    DefaultConnections defaults,
    ConnectionRenaming renaming,
    ConnectionBindings bindings,
    RefreshOnDemand refresh,
    EngineLifetime lifetime) : IConnections
{
    public Task<Connection> ConnectAsync(ConnectRequest request, CancellationToken cancellationToken = default)
    {
        ConnectArguments.Check(request);
        lifetime.ThrowIfStopped();
        return creation.ConnectAsync(request, signedIn: null, cancellationToken);
    }

    public Task<Connection> ReconnectAsync(
        ConnectionId id,
        Credential credential,
        IReadOnlyDictionary<string, string>? inputs = null,
        bool allowOtherAccount = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return ReconnectAsync(id, [credential], inputs, allowOtherAccount, cancellationToken);
    }

    public Task<Connection> ReconnectAsync(
        ConnectionId id,
        IReadOnlyList<Credential> credentials,
        IReadOnlyDictionary<string, string>? inputs = null,
        bool allowOtherAccount = false,
        CancellationToken cancellationToken = default)
    {
        ConnectArguments.CheckCredentials(credentials, nameof(credentials));
        if (inputs is not null) ConnectArguments.CheckValues(inputs, nameof(inputs));
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        if (credentials.Count == 0)
            throw new ArgumentOutOfRangeException(nameof(credentials), "A connection needs at least one credential.");
        return replacement.ReplaceAsync(
            id, credentials, inputs, tryCredential: true, signedIn: null, allowOtherAccount, cancellationToken);
    }

    public Task DisconnectAsync(ConnectionId id, bool force = false, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return removal.DisconnectAsync(id, force, cancellationToken);
    }

    public Task DisconnectAsync(ConnectionId id, string usage, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(usage);
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return removal.DisconnectAsync(id, usage, cancellationToken);
    }

    public Task<ConnectionUsage> GetUsageAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return usages.FindAsync(id, cancellationToken);
    }

    public Task<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return connections.FindAsync(id, cancellationToken).AsTask();
    }

    public IAsyncEnumerable<Connection> ListAsync(
        ConnectionFilter? filter = null, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        if (filter?.ConnectorId is { } connector) IdArguments.Check(connector, nameof(filter));
        return connections.ListAsync(filter ?? new(), cancellationToken);
    }

    public Task<Connection> RenameAsync(ConnectionId id, string name, CancellationToken cancellationToken = default)
    {
        ConnectArguments.CheckName(name);
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return renaming.RenameAsync(id, name, cancellationToken);
    }

    public Task<Connection> SetDefaultAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return defaults.SetAsync(id, cancellationToken);
    }

    public Task<Binding> SetBindingAsync(
        TemplateId template,
        ConnectionId connection,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(template);
        IdArguments.Check(connection);
        return bindings.SetAsync(template, connection, owner, cancellationToken);
    }

    public Task RemoveBindingAsync(
        TemplateId template, Owner owner = default, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(template);
        return bindings.RemoveAsync(template, owner, cancellationToken);
    }

    public Task<Connection> RefreshAsync(ConnectionId id, CancellationToken cancellationToken = default)
    {
        lifetime.ThrowIfStopped();
        IdArguments.Check(id);
        return refresh.RefreshAsync(id, cancellationToken);
    }

    /// <summary>Connects with the request's credential, or with the result of signing in.</summary>
    public Task<Connection> ConnectAsync(
        ConnectRequest request, IReadOnlyList<MethodCredential>? signedIn, CancellationToken cancellationToken) =>
        creation.ConnectAsync(request, signedIn, cancellationToken);

    /// <summary>Replaces a connection's credentials with new ones, or with the result of signing in.</summary>
    public Task<Connection> ReconnectAsync(
        ConnectionId id,
        IReadOnlyList<Credential> credentials,
        IReadOnlyDictionary<string, string>? inputs,
        bool tryCredential,
        IReadOnlyList<MethodCredential>? signedIn,
        bool allowOtherAccount,
        CancellationToken cancellationToken) =>
        replacement.ReplaceAsync(
            id, credentials, inputs, tryCredential, signedIn, allowOtherAccount, cancellationToken);

    /// <inheritdoc cref="CredentialReplacement.InputsFor" />
    public static IReadOnlyDictionary<string, string> InputsFor(
        Connection before, Connector connector, IReadOnlyDictionary<string, string>? inputs) =>
        CredentialReplacement.InputsFor(before, connector, inputs);

    /// <inheritdoc cref="ConnectionLookup.ThrowIfNameTakenAsync" />
    public Task RefuseTakenNameAsync(
        ConnectorId connector, Owner owner, string name, CancellationToken cancellationToken) =>
        lookup.ThrowIfNameTakenAsync(connector, owner, name, cancellationToken);

    /// <inheritdoc cref="ConnectionLookup.FindConnectorAsync(ConnectorId, CancellationToken)" />
    public Task<Connector> FindConnectorAsync(ConnectorId id, CancellationToken cancellationToken) =>
        lookup.FindConnectorAsync(id, cancellationToken);

    /// <inheritdoc cref="ConnectionLookup.FindAsync" />
    public Task<Connection> FindOrThrowAsync(ConnectionId id, CancellationToken cancellationToken) =>
        lookup.FindAsync(id, cancellationToken);
}
