using System.Buffers.Binary;
using static System.Numerics.BitOperations;

namespace Versori.Connectors.Authentication.Digest;

/// <summary>
/// SHA-512/256 (FIPS 180-4 §6.7), which the base class library does not have. It is not truncated SHA-512: the initial
/// values differ.
/// </summary>
internal static class Sha512T256
{
    private const int BlockSize = 128;
    private const int Rounds = 80;
    private const int LengthSize = 16;

    // FIPS 180-4 §5.3.6.2.
    private static readonly ulong[] Initial =
    [
        0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, 0x963877195940eabd,
        0x96283ee2a88effe3, 0xbe5e1e2553863992, 0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2,
    ];

    // FIPS 180-4 §4.2.3.
    private static readonly ulong[] Constants =
    [
        0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
        0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
        0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
        0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
        0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
        0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
        0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
        0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
        0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
        0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
        0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
        0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
        0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
        0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
        0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
        0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
        0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
        0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
        0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
        0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
    ];

    /// <summary>Returns the 32 bytes of the hash.</summary>
    public static byte[] HashData(byte[] data)
    {
        ulong[] state = [.. Initial];
        foreach (var block in Padded(data).Chunk(BlockSize)) Compress(state, block);
        var hash = new byte[32];
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(i * 8), state[i]);
        return hash;
    }

    // FIPS 180-4 §5.1.2: a bit 1, zeros, and the length in bits.
    private static byte[] Padded(byte[] data)
    {
        var blocks = (data.Length + 1 + LengthSize + BlockSize - 1) / BlockSize;
        var padded = new byte[blocks * BlockSize];
        data.CopyTo(padded, 0);
        padded[data.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(padded.AsSpan(padded.Length - 8), (ulong)data.Length * 8);
        return padded;
    }

    // FIPS 180-4 §6.4.2.
    private static void Compress(ulong[] state, byte[] block)
    {
        Span<ulong> words = stackalloc ulong[Rounds];
        for (var i = 0; i < 16; i++) words[i] = BinaryPrimitives.ReadUInt64BigEndian(block.AsSpan(i * 8));
        for (var i = 16; i < Rounds; i++)
        {
            var (early, late) = (words[i - 15], words[i - 2]);
            var first = RotateRight(early, 1) ^ RotateRight(early, 8) ^ (early >> 7);
            var second = RotateRight(late, 19) ^ RotateRight(late, 61) ^ (late >> 6);
            words[i] = words[i - 16] + first + words[i - 7] + second;
        }

        // The working variables a to h of the standard.
        ulong[] v = [.. state];
        for (var i = 0; i < Rounds; i++)
        {
            var sumOfE = RotateRight(v[4], 14) ^ RotateRight(v[4], 18) ^ RotateRight(v[4], 41);
            var choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
            var first = v[7] + sumOfE + choice + Constants[i] + words[i];
            var sumOfA = RotateRight(v[0], 28) ^ RotateRight(v[0], 34) ^ RotateRight(v[0], 39);
            var majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            Array.Copy(v, 0, v, 1, 7);
            v[4] += first;
            v[0] = first + sumOfA + majority;
        }

        for (var i = 0; i < v.Length; i++) state[i] += v[i];
    }
}
