using System.Collections.Concurrent;
using Versori.Connectors.Caching;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// The nonces that servers provided for the keys in use (RFC 9449 §8, §9). They outlive a refresh of the token, because
/// they belong to the key and the server. Authorization servers and resource servers have nonces of their own.
/// </summary>
internal sealed class DpopNonces
{
    /// <summary>How many keys are remembered. A forgotten nonce costs one more request.</summary>
    private const int MaximumKeys = 100_000;

    /// <summary>How many servers are remembered for a key.</summary>
    private const int MaximumServers = 32;

    private readonly BoundedCache<string, ServersOfKey> _keys = new(() => MaximumKeys, _ => new(), (_, _) => { });

    /// <summary>The nonces of one key for one kind of server.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isAuthorizationServer">Whether they are those of authorization servers.</param>
    public ServersOfKey Of(DpopKey key, bool isAuthorizationServer) =>
        _keys.GetOrAdd(isAuthorizationServer ? $"token {key.Thumbprint}" : key.Thumbprint);

    /// <summary>The nonces for one key, by the server's authority.</summary>
    public sealed class ServersOfKey : ICacheEntry
    {
        private readonly ConcurrentDictionary<string, string> _nonces = new(StringComparer.OrdinalIgnoreCase);

        public bool WasUsed { get; set; }

        /// <summary>
        /// The nonce for the next request to a URL; <see langword="null"/> when the server provided none.
        /// </summary>
        public string? Find(Uri url) => _nonces.GetValueOrDefault(url.Authority);

        /// <summary>
        /// Adopts the nonce of a response, if the nonce that its request carried is still the current one. Otherwise
        /// another response has brought a later nonce already.
        /// </summary>
        public void Adopt(Uri url, string? carried, string provided)
        {
            if (carried == provided) return;
            if (carried is not null && _nonces.TryUpdate(url.Authority, provided, carried)) return;
            if (_nonces.Count < MaximumServers) _nonces.TryAdd(url.Authority, provided);
        }
    }
}
