using System.Collections.Concurrent;

namespace Versori.Connectors.Caching;

/// <summary>
/// Keeps one instance of values that many connections have in common. A store creates new instances for each read, so
/// every cached connection would hold its own copy of its connector's definition and auth methods. Sharing also lets
/// the processor's cache hold one copy for all connections. Parts that differ between connections are not shared.
/// </summary>
internal sealed class SharedInstances
{
    /// <summary>How many instances of each kind are kept.</summary>
    private const int Capacity = 4_000;

    private readonly ConcurrentDictionary<(ConnectorId, int), Connector> _connectors = [];
    private readonly ConcurrentDictionary<TemplateId, ConnectionTemplate> _templates = [];
    private readonly Pool<object> _parts = new();
    private readonly Pool<string> _names = new();
    private readonly Pool<string> _origins = new();
    private readonly ConcurrentDictionary<object, string[]> _originArrays = new(ReferenceEqualityComparer.Instance);

    /// <summary>The shared instance of a connector's version, as it was read last.</summary>
    public Connector Intern(Connector connector)
    {
        var key = (connector.Id, connector.Version);
        var isKnown = _connectors.TryGetValue(key, out var known);
        if (isKnown && known!.Revision == connector.Revision && known.UpdatedAt == connector.UpdatedAt) return known;
        if (known is not null || _connectors.Count < Capacity) _connectors[key] = connector;
        return connector;
    }

    public ConnectionTemplate? Intern(ConnectionTemplate? template)
    {
        if (template is null) return null;
        if (_templates.TryGetValue(template.Id, out var known) && known == template) return known;
        if (known is not null || _templates.Count < Capacity) _templates[template.Id] = template;
        return template;
    }

    public Uri Intern(Uri address) => (Uri)_parts.One(address);

    /// <summary>Origins as an array.</summary>
    public string[] Origins(IReadOnlyList<string> origins)
    {
        if (_originArrays.TryGetValue(origins, out var known)) return known;
        var array = origins.Select(_origins.One).ToArray();
        var isShared = ReferenceEquals(_parts.One(origins), origins);
        return isShared && _originArrays.Count < Capacity ? _originArrays.GetOrAdd(origins, array) : array;
    }

    /// <summary>The connection with shared instances of the parts that other connections have too.</summary>
    public Connection In(Connection connection)
    {
        var snapshot = connection.Snapshot;
        var methods = (IReadOnlyList<AuthMethod>)_parts.One(snapshot.Methods);
        // Its parts are the shared instances already, or the pool is full.
        var origins = (IReadOnlyList<string>)_parts.One(snapshot.Origins);
        if (ReferenceEquals(methods, snapshot.Methods) && ReferenceEquals(origins, snapshot.Origins)) return connection;
        var id = connection.Id.ToString();
        return connection with
        {
            ConnectorId = (ConnectorId)_parts.One(connection.ConnectorId),
            Name = _names.One(connection.Name),
            Snapshot = snapshot with
            {
                Methods = methods,
                Origins = origins,
                Secrets = snapshot.Secrets is { } secrets ? In(secrets, id) : null,
            },
            Tokens = [.. connection.Tokens.Select(token => In(token, methods, id))],
        };
    }

    private TokenState In(TokenState token, IReadOnlyList<AuthMethod> methods, string id) => token with
    {
        MethodId = methods.FirstOrDefault(method => method.Id == token.MethodId)?.Id ?? token.MethodId,
        Secret = In(token.Secret, id),
    };

    private SecretReference In(SecretReference reference, string id)
    {
        var scope = new SecretHolder(
            _names.One(reference.Holder.Kind), reference.Holder.Id == id ? id : reference.Holder.Id);
        return new(scope, _names.One(reference.Name), reference.Version);
    }

    /// <summary>Keeps the first instance of equal values, up to the capacity.</summary>
    private sealed class Pool<T>
        where T : class
    {
        private readonly ConcurrentDictionary<T, T> _known = [];
        private int _count;

        public T One(T part)
        {
            if (_known.TryGetValue(part, out var known)) return known;
            if (Volatile.Read(ref _count) >= Capacity) return part;
            known = _known.GetOrAdd(part, part);
            if (ReferenceEquals(known, part)) Interlocked.Increment(ref _count);
            return known;
        }
    }
}
