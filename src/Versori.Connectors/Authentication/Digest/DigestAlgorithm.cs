using System.Security.Cryptography;

namespace Versori.Connectors.Authentication.Digest;

/// <summary>A hash algorithm of RFC 7616 §3.3, §6.1.</summary>
/// <param name="Name">Its registered name, without <c>-sess</c>.</param>
/// <param name="Hash">Computes the hash.</param>
internal sealed record DigestAlgorithm(string Name, Func<byte[], byte[]> Hash)
{
    public const string Session = "-sess";

#pragma warning disable CA5351 // Some systems support only MD5. The setting RefuseMd5 disables it.
    public static DigestAlgorithm Md5 { get; } = new("MD5", MD5.HashData);
#pragma warning restore CA5351

    // The strongest first. SHA-512/256 is not truncated SHA-512 (FIPS 180-4 §5.3.6), and .NET does not have it.
    private static readonly DigestAlgorithm[] All =
        [new("SHA-512-256", Sha512T256.HashData), new("SHA-256", SHA256.HashData), Md5];

    /// <summary>The rank by strength: 0 is the strongest.</summary>
    public int Rank => Array.IndexOf(All, this);

    /// <summary>
    /// Returns the algorithm of a name, with or without <c>-sess</c>; MD5 without a name (RFC 7616 §3.3).
    /// </summary>
    public static DigestAlgorithm? Find(string? name)
    {
        if (string.IsNullOrEmpty(name)) return Md5;
        var baseName = name.EndsWith(Session, StringComparison.OrdinalIgnoreCase) ? name[..^Session.Length] : name;
        return Array.Find(All, algorithm => algorithm.Name.Equals(baseName, StringComparison.OrdinalIgnoreCase));
    }
}
