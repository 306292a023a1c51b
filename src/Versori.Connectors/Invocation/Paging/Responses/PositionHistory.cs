using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Recognizes a position that occurred before, in constant memory. The first positions are all remembered, as hashes;
/// later ones are compared with one that moves on at powers of two (R. P. Brent, "An improved Monte Carlo factorization
/// algorithm", 1980), so that a loop of any length is found.
/// </summary>
internal sealed class PositionHistory
{
    /// <summary>The number of positions that are all remembered.</summary>
    private const int Remembered = 4096;

    private readonly HashSet<ulong> _first = [];
    private ulong? _checkpoint;
    private long _steps;
    private long _power = 1;

    /// <summary>Adds a position. Returns whether it occurred before.</summary>
    public bool IsRepeated(string position)
    {
        var hash = Hash(Encoding.UTF8.GetBytes(position));
        var isKnown = _first.Count < Remembered ? !_first.Add(hash) : _first.Contains(hash);
        return isKnown | IsAtCheckpoint(hash);
    }

    /// <summary>Adds a hash. Returns whether it is that of the checkpoint.</summary>
    public bool IsAtCheckpoint(ulong hash)
    {
        if (hash == _checkpoint) return true;
        if (++_steps < _power) return false;
        _checkpoint = hash;
        _steps = 0;
        _power *= 2;
        return false;
    }

    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
