using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace Versori.Connectors.Authentication.Digest;

/// <summary>A hash of RFC 7616 §3.3, §6.1.</summary>
/// <param name="Name">Its registered name, without <c>-sess</c>.</param>
/// <param name="Hash">What it does.</param>
internal sealed record DigestAlgorithm(string Name, Func<byte[], byte[]> Hash)
{
    public const string Session = "-sess";

#pragma warning disable CA5351 // Systems in use offer nothing else; RefuseMd5 turns it off.
    public static DigestAlgorithm Md5 { get; } = new("MD5", MD5.HashData);
#pragma warning restore CA5351

    // The strongest first. SHA-512/256 is not SHA-512 cut short (FIPS 180-4 §5.3.6), and not in the base class library.
    private static readonly DigestAlgorithm[] All = [new("SHA-512-256", Sha512T256), new("SHA-256", SHA256.HashData), Md5];

    /// <summary>How strong it is: less is stronger.</summary>
    public int Rank => Array.IndexOf(All, this);

    /// <summary>The algorithm of a name, <c>-sess</c> or not; MD5 where none is named (RFC 7616 §3.3).</summary>
    public static DigestAlgorithm? Find(string? name)
    {
        if (string.IsNullOrEmpty(name)) return Md5;
        var own = name.EndsWith(Session, StringComparison.OrdinalIgnoreCase) ? name[..^Session.Length] : name;
        return Array.Find(All, algorithm => algorithm.Name.Equals(own, StringComparison.OrdinalIgnoreCase));
    }

    private static byte[] Sha512T256(byte[] data)
    {
        var digest = new Sha512tDigest(256);
        digest.BlockUpdate(data, 0, data.Length);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash, 0);
        return hash;
    }
}
