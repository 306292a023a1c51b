using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication.ClientCertificates;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <summary>
/// The transports of the connections that have a client certificate, up to the capacity of the cache. A transport is
/// found by the fingerprint of its certificate, so that trying a credential, calling and refreshing share it, and a new
/// certificate gets a new transport.
/// </summary>
internal sealed class ClientTransports(
    PipelineCopies pipelines, IOptions<VersoriConnectorsOptions> options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionId, Slot> _slots = [];

    // Connections without a client certificate that trust the same authorities share a transport.
    private readonly Dictionary<string, ClientTransport> _shared = new(StringComparer.Ordinal);
    private volatile bool _isUsed;

    /// <summary>
    /// The transport of a connection, or <see langword="null"/> if it has neither a certificate nor authorities of its
    /// own.
    /// </summary>
    /// <exception cref="ConnectorException">The certificate cannot be used.</exception>
    public ClientTransport? GetOrCreate(Connection connection, CredentialFields credential)
    {
        var access = ServerAccess.Of(connection.Snapshot);
        foreach (var method in connection.Snapshot.Methods)
        {
            if (method is ClientCertificateAuth certificate)
            {
                CertificateFields fields = new(name => credential.Find(certificate.Id, name));
                return GetOrCreate(connection.Id, certificate, fields, access);
            }
        }

        return access.Authorities is null ? null : GetOrCreateShared(access);
    }

    /// <summary>
    /// Creates a transport for a sign-in, before its connection exists. The caller owns the transport and retires it.
    /// </summary>
    public ClientTransport? ForSignIn(
        IEnumerable<(AuthMethod Method, Credential Credential)> credentials, ServerAccess access)
    {
        var (method, credential) = credentials.FirstOrDefault(item => item.Method is ClientCertificateAuth);
        if (method is null) return access.Authorities is null ? null : GetOrCreateShared(access);
        var fields = new CertificateFields(credential.Fields.GetValueOrDefault);
        return new("", IdentityOf((ClientCertificateAuth)method, fields, access), pipelines);
    }

    /// <summary>Sets the transport that a connection uses, and retires the connection's other transports.</summary>
    public void SetCurrent(ConnectionId connection, ClientTransport? transport)
    {
        if (!_isUsed) return;
        if (transport is { IsShared: true }) transport = null;
        lock (_gate)
        {
            if (transport is null && !_slots.ContainsKey(connection)) return;
            var slot = SlotOf(connection);
            slot.SetCurrent(transport);
            RetireUnused(connection, slot);
        }
    }

    /// <summary>Retires the transports of a connection that were created but not taken into use.</summary>
    public void ReleaseUnused(ConnectionId connection)
    {
        if (!_isUsed) return;
        lock (_gate)
        {
            if (_slots.TryGetValue(connection, out var slot)) RetireUnused(connection, slot);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, slot) in _slots) slot.Retire();
            _slots.Clear();
            foreach (var (_, transport) in _shared) transport.CloseWhenIdle();
            _shared.Clear();
        }
    }

    private ClientTransport GetOrCreateShared(ServerAccess access)
    {
        var fingerprint = Fingerprint(null, null, access);
        lock (_gate)
        {
            if (_shared.TryGetValue(fingerprint, out var found)) return found;
        }

        var created = new ClientTransport(fingerprint, IdentityOf(null, null, access), pipelines)
        {
            IsShared = true,
        };
        lock (_gate)
        {
            if (_shared.TryGetValue(fingerprint, out var other)) return other;
            if (_shared.Count >= options.Value.CacheCapacity) EvictShared();
            return _shared[fingerprint] = created;
        }
    }

    // Connections that still use the evicted transport keep it.
    private void EvictShared()
    {
        var (fingerprint, transport) = _shared.First();
        transport.CloseWhenIdle();
        _shared.Remove(fingerprint);
    }

    private ClientTransport GetOrCreate(
        ConnectionId connection, ClientCertificateAuth method, CertificateFields fields, ServerAccess access)
    {
        var fingerprint = Fingerprint(method, fields, access);
        lock (_gate)
        {
            _isUsed = true;
            if (_slots.GetValueOrDefault(connection)?.Find(fingerprint) is { } found) return found;
        }

        // Create the identity outside the lock, because decrypting a key can be slow.
        var created = new ClientTransport(fingerprint, IdentityOf(method, fields, access), pipelines);
        lock (_gate)
        {
            var slot = SlotOf(connection);
            return slot.Find(fingerprint) ?? slot.Add(created);
        }
    }

    private Slot SlotOf(ConnectionId connection)
    {
        if (_slots.TryGetValue(connection, out var slot)) return slot;
        if (_slots.Count >= options.Value.CacheCapacity) EvictOne();
        slot = new();
        _slots[connection] = slot;
        return slot;
    }

    private void RetireUnused(ConnectionId connection, Slot slot)
    {
        slot.RetireAllButCurrent();
        if (slot.IsEmpty) _slots.Remove(connection);
    }

    // A call that still uses the evicted transport can complete. The next lookup creates a new transport.
    private void EvictOne()
    {
        var (connection, slot) = _slots.First();
        slot.Retire();
        _slots.Remove(connection);
    }

    private static ClientIdentity IdentityOf(
        ClientCertificateAuth? method, CertificateFields? fields, ServerAccess access) =>
        ClientIdentity.Of(method, fields, access.Authorities, access.TrustSystem);

    private static string Fingerprint(ClientCertificateAuth? method, CertificateFields? fields, ServerAccess access)
    {
        string?[] texts =
        [
            fields?.Certificate,
            fields?.PrivateKey,
            fields?.Password,
            fields?.Authorities,
            method?.CertificateAuthorities,
            method?.TrustSystemAuthorities == true ? "+" : "-",
            access.Authorities,
            access.TrustSystem ? "+" : "-",
        ];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text ?? "");
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>The transports of one connection: the current one, and those that are being tried.</summary>
    private sealed class Slot
    {
        private readonly List<ClientTransport> _all = [];

        private ClientTransport? _current;

        public bool IsEmpty => _all.Count == 0;

        public ClientTransport? Find(string fingerprint) =>
            _all.Find(transport => transport.Fingerprint == fingerprint);

        public ClientTransport Add(ClientTransport transport)
        {
            _all.Add(transport);
            return transport;
        }

        public void SetCurrent(ClientTransport? transport)
        {
            _current = transport;
            if (transport is null || _all.Contains(transport)) return;

            // The transport was retired while its connection was being prepared.
            transport.Revive();
            _all.Add(transport);
        }

        public void RetireAllButCurrent()
        {
            foreach (var transport in _all)
            {
                if (transport != _current) transport.CloseWhenIdle();
            }

            _all.RemoveAll(transport => transport != _current);
        }

        public void Retire()
        {
            _current = null;
            RetireAllButCurrent();
        }
    }
}
