using System.Net;
using Versori.Connectors.Http;

namespace Versori.Connectors.Tests.Http.Egress;

/// <summary>Resolves every name to the addresses that a test sets.</summary>
internal sealed class FixedHostNames(params IPAddress[] addresses) : IHostNameResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Task.FromResult(Resolve(host));

    public IPAddress[] Resolve(string host) => IPAddress.TryParse(host, out var literal) ? [literal] : addresses;
}
