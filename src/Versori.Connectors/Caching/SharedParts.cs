using System.Collections.Concurrent;

namespace Versori.Connectors.Caching;

/// <summary>
/// One copy of what many connections have in common. A store makes everything anew for each read; kept so, every connection
/// would hold its connector's definition and auth methods for itself. Sharing also gives the processor's cache one place to
/// hold, whichever connection is called. Where each connection has parts of its own there is nothing to share.
/// </summary>
internal sealed class SharedParts
{
    /// <summary>Of each kind.</summary>
    private const int Most = 4_000;

    private readonly ConcurrentDictionary<(ConnectorId, int), Connector> _connectors = [];
    private readonly ConcurrentDictionary<TemplateId, ConnectionTemplate> _templates = [];
    private readonly Pool<object> _parts = new();
    private readonly Pool<string> _names = new();
    private readonly Pool<string> _origins = new();
    private readonly ConcurrentDictionary<object, string[]> _originArrays = new(ReferenceEqualityComparer.Instance);

    /// <summary>The copy of a connector's version as it was read last.</summary>
    public Connector One(Connector connector)
    {
        var key = (connector.Id, connector.Version);
        if (_connectors.TryGetValue(key, out var known) && known.Revision == connector.Revision && known.UpdatedAt == connector.UpdatedAt) return known;
        if (known is not null || _connectors.Count < Most) _connectors[key] = connector;
        return connector;
    }

    public ConnectionTemplate? One(ConnectionTemplate? template)
    {
        if (template is null) return null;
        if (_templates.TryGetValue(template.Id, out var known) && known == template) return known;
        if (known is not null || _templates.Count < Most) _templates[template.Id] = template;
        return template;
    }

    public Uri One(Uri address) => (Uri)_parts.One(address);

    /// <summary>Origins as an array.</summary>
    public string[] Origins(IReadOnlyList<string> origins)
    {
        if (_originArrays.TryGetValue(origins, out var known)) return known;
        var array = origins.Select(_origins.One).ToArray();
        return ReferenceEquals(_parts.One(origins), origins) && _originArrays.Count < Most ? _originArrays.GetOrAdd(origins, array) : array;
    }

    /// <summary>The connection, made of parts that others have too.</summary>
    public Connection In(Connection connection)
    {
        var snapshot = connection.Snapshot;
        var methods = (IReadOnlyList<AuthMethod>)_parts.One(snapshot.Methods);
        // Made of the same parts already, or with none to share.
        if (ReferenceEquals(methods, snapshot.Methods) && ReferenceEquals(_parts.One(snapshot.Origins), snapshot.Origins)) return connection;
        var id = connection.Id.ToString();
        return connection with
        {
            ConnectorId = (ConnectorId)_parts.One(connection.ConnectorId),
            Name = _names.One(connection.Name),
            Snapshot = snapshot with
            {
                Methods = methods,
                Origins = (IReadOnlyList<string>)_parts.One(snapshot.Origins),
                Secrets = snapshot.Secrets is { } secrets ? In(secrets, id) : null,
            },
            Tokens = [.. connection.Tokens.Select(token => token with { MethodId = MethodIdOf(methods, token.MethodId), Secret = In(token.Secret, id) })],
        };
    }

    private SecretReference In(SecretReference reference, string id) => new(
        new(_names.One(reference.Scope.Kind), reference.Scope.Id == id ? id : reference.Scope.Id), _names.One(reference.Name), reference.Version);

    private static string MethodIdOf(IReadOnlyList<AuthMethod> methods, string id) => methods.FirstOrDefault(method => method.Id == id)?.Id ?? id;

    /// <summary>The first of those that are equal, as long as there is room for different ones.</summary>
    private sealed class Pool<T>
        where T : class
    {
        private readonly ConcurrentDictionary<T, T> _known = [];
        private int _count;

        public T One(T part)
        {
            if (_known.TryGetValue(part, out var known)) return known;
            if (Volatile.Read(ref _count) >= Most) return part;
            known = _known.GetOrAdd(part, part);
            if (ReferenceEquals(known, part)) Interlocked.Increment(ref _count);
            return known;
        }
    }
}
