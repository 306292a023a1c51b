using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Versori.Connectors.Mcp.Approval;

/// <summary>
/// Protects what a client sends back: that a person was asked about this call, of this owner, and when. The state is
/// not secret; it cannot be made or changed by anyone else, and permits one call of a process.
/// </summary>
internal sealed class StateSeal(IOptions<McpConnectorOptions> options, TimeProvider time)
{
    /// <summary>How long a person may take.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, long> _used = new(StringComparer.Ordinal);

    private readonly byte[] _key = options.Value.StateKey is { } key
        ? Encoding.UTF8.GetBytes(key.Reveal())
        : RandomNumberGenerator.GetBytes(32);

    /// <summary>Makes the state of a call.</summary>
    /// <param name="stage">What has been done: asked, or approved.</param>
    /// <param name="fingerprint">The call.</param>
    public string Seal(string stage, string fingerprint)
    {
        var until = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var id = RandomNumberGenerator.GetHexString(16, lowercase: true);
        return $"{stage}.{until}.{id}.{Sign(stage, until, id, fingerprint)}";
    }

    /// <summary>Returns the stage of a state that was made for a call; <see langword="null"/> if it was not.</summary>
    public string? Open(string? state, string fingerprint)
    {
        if (state?.Split('.') is not [var stage, var until, var id, var signature]) return null;
        if (!long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return null;
        if (seconds < time.GetUtcNow().ToUnixTimeSeconds() || _used.ContainsKey(id)) return null;
        var expected = Encoding.ASCII.GetBytes(Sign(stage, until, id, fingerprint));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature)) ? stage : null;
    }

    /// <summary>Uses a state up that was opened.</summary>
    /// <returns>Whether no other call has used it.</returns>
    public bool Use(string state)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (id, until) in _used)
        {
            if (until < now) _used.TryRemove(id, out _);
        }

        return state.Split('.') is [_, var ends, var own, _]
            && _used.TryAdd(own, long.Parse(ends, CultureInfo.InvariantCulture));
    }

    /// <summary>Identifies a call: another owner, tool or argument has another one.</summary>
    public static string Fingerprint(Owner owner, string tool, string arguments) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{tool}\n{arguments}")));

    private string Sign(string stage, string until, string id, string fingerprint) => Base64Url.EncodeToString(
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{stage}.{until}.{id}.{fingerprint}")));
}
