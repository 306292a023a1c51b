using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <summary>
/// How the authorization server of a connection is called. Requests that are sent within a scope present the
/// connection's certificate, trust its authorities and carry its headers, even where no connection exists yet:
/// discovery, registration, follow-up requests.
/// </summary>
internal sealed class ConnectionTransport
{
    private static readonly AsyncLocal<ConnectionTransport?> Ambient = new();

    private readonly ClientTransport? _transport;
    private readonly ServerAccess _access;

    private ConnectionTransport(ClientTransport? transport, ServerAccess access)
    {
        _transport = transport;
        _access = access;
    }

    public static ClientTransport? Current => Ambient.Value?._transport;

    /// <summary>Applies until the returned scope is disposed of, to the calls made within it.</summary>
    public static Scope Use(ClientTransport? transport, ServerAccess access)
    {
        var outer = Ambient.Value;
        Ambient.Value = new(transport, access);
        return new(outer);
    }

    /// <summary>Uses the transport and the headers of a connection.</summary>
    public static Scope Use(PreparedConnection prepared) =>
        Use(prepared.Transport, ServerAccess.Of(prepared.Connection.Snapshot));

    /// <summary>Adds the headers that the definition sends with token requests too, unless they are set.</summary>
    public static void AddHeaders(HttpRequestMessage request)
    {
        if (Ambient.Value is not { } current) return;
        foreach (var (name, value) in current._access.Headers)
        {
            if (!request.Headers.Contains(name)) request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    public readonly struct Scope(ConnectionTransport? outer) : IDisposable
    {
        public void Dispose() => Ambient.Value = outer;
    }
}
