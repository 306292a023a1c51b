using System.Net;

namespace Versori.Connectors.Http;

/// <summary>Returns the addresses of host names. Tests replace it.</summary>
internal interface IHostNameResolver
{
    /// <summary>Returns the addresses of a host, which is a name or the text of an address.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The name has no address.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);

    /// <inheritdoc cref="ResolveAsync"/>
    IPAddress[] Resolve(string host);
}
