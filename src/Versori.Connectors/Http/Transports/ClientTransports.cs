using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication.ClientCertificates;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <summary>
/// The transports of the connections that have a client certificate, up to the cache's capacity. One is found again by what
/// it was made of, so that trying a credential, calling and renewing share it, and a new certificate gets another.
/// </summary>
internal sealed class ClientTransports(CertificatePipelines pipelines, IOptions<VersoriConnectorsOptions> options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionId, Slot> _slots = [];
    private volatile bool _isUsed;

    /// <summary>The transport of a connection; <see langword="null"/> for one without a certificate.</summary>
    /// <exception cref="ConnectorException">The certificate cannot be used.</exception>
    public ClientTransport? For(Connection connection, CredentialFields credential)
    {
        foreach (var method in connection.Snapshot.Methods)
        {
            if (method is ClientCertificateAuth certificate) return For(connection.Id, certificate, new(name => credential.Find(certificate.Id, name)));
        }

        return null;
    }

    /// <summary>A transport for a sign-in, whose connection is still to come. It is the caller's, who retires it.</summary>
    public ClientTransport? ForSignIn(IReadOnlyList<MethodCredential> credentials)
    {
        if (credentials.FirstOrDefault(credential => credential.Method is ClientCertificateAuth) is not { } given) return null;
        return new("", ClientIdentity.Of((ClientCertificateAuth)given.Method, new(given.Credential.Fields.GetValueOrDefault)), pipelines);
    }

    /// <summary>From now on a connection is used with this transport; others of its own are retired.</summary>
    public void Use(ConnectionId connection, ClientTransport? transport)
    {
        if (!_isUsed) return;
        lock (_gate)
        {
            if (transport is null && !_slots.ContainsKey(connection)) return;
            var slot = SlotOf(connection);
            slot.Choose(transport);
            Tidy(connection, slot);
        }
    }

    /// <summary>What was made for a connection and did not come to be used is retired.</summary>
    public void GiveUp(ConnectionId connection)
    {
        if (!_isUsed) return;
        lock (_gate)
        {
            if (_slots.TryGetValue(connection, out var slot)) Tidy(connection, slot);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, slot) in _slots) slot.Retire();
            _slots.Clear();
        }
    }

    private ClientTransport For(ConnectionId connection, ClientCertificateAuth method, CertificateFields fields)
    {
        var fingerprint = Fingerprint(method, fields);
        lock (_gate)
        {
            _isUsed = true;
            if (_slots.GetValueOrDefault(connection)?.Find(fingerprint) is { } found) return found;
        }

        // Opening a key may take its time; others do not wait for it.
        var made = new ClientTransport(fingerprint, ClientIdentity.Of(method, fields), pipelines);
        lock (_gate)
        {
            var slot = SlotOf(connection);
            return slot.Find(fingerprint) ?? slot.Add(made);
        }
    }

    private Slot SlotOf(ConnectionId connection)
    {
        if (_slots.TryGetValue(connection, out var slot)) return slot;
        if (_slots.Count >= options.Value.CacheCapacity) MakeRoom();
        return _slots[connection] = new();
    }

    private void Tidy(ConnectionId connection, Slot slot)
    {
        slot.RetireAllButInUse();
        if (slot.IsEmpty) _slots.Remove(connection);
    }

    // Whoever still uses it goes on; it is opened anew when it is next looked up.
    private void MakeRoom()
    {
        var (connection, slot) = _slots.First();
        slot.Retire();
        _slots.Remove(connection);
    }

    private static string Fingerprint(ClientCertificateAuth method, CertificateFields fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in new[] { fields.Certificate, fields.PrivateKey, fields.Password, fields.Authorities, method.CertificateAuthorities, method.TrustSystemAuthorities ? "+" : "-" })
        {
            var bytes = Encoding.UTF8.GetBytes(text ?? "");
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>The transports of one connection: the one in use, and those being tried.</summary>
    private sealed class Slot
    {
        private readonly List<ClientTransport> _all = [];

        private ClientTransport? _inUse;

        public bool IsEmpty => _all.Count == 0;

        public ClientTransport? Find(string fingerprint) => _all.Find(transport => transport.Fingerprint == fingerprint);

        public ClientTransport Add(ClientTransport transport)
        {
            _all.Add(transport);
            return transport;
        }

        public void Choose(ClientTransport? transport)
        {
            _inUse = transport;
            if (transport is null || _all.Contains(transport)) return;
            // It was given up while it was being prepared.
            transport.Revive();
            _all.Add(transport);
        }

        public void RetireAllButInUse()
        {
            foreach (var transport in _all)
            {
                if (transport != _inUse) transport.Retire();
            }

            _all.RemoveAll(transport => transport != _inUse);
        }

        public void Retire()
        {
            _inUse = null;
            RetireAllButInUse();
        }
    }
}
