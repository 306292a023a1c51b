using System.Security.Cryptography;

namespace Versori.Connectors;

/// <summary>
/// The only source of random values: nonces, identifiers in requests, boundaries, jitter. It is the system's
/// cryptographic generator. Tests replace it for one flow of execution, so that requests are reproducible.
/// </summary>
internal static class RandomValues
{
    private static readonly AsyncLocal<RandomNumberGenerator?> Replacement = new();

    // Stays false outside tests, so that the usual path does not read the flow's local state.
    private static volatile bool _wasReplaced;

    private static RandomNumberGenerator? Replaced => _wasReplaced ? Replacement.Value : null;

    /// <summary>Fills a buffer with random bytes.</summary>
    public static void Fill(Span<byte> buffer)
    {
        if (Replaced is { } other) other.GetBytes(buffer);
        else RandomNumberGenerator.Fill(buffer);
    }

    /// <summary>Returns a random (version 4) UUID (RFC 9562 §5.4).</summary>
    public static Guid Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    /// <summary>Returns a number from 0 (inclusive) to 1 (exclusive), for jitter.</summary>
    public static double Fraction()
    {
        if (Replaced is not { } other) return Random.Shared.NextDouble();
        Span<byte> bytes = stackalloc byte[4];
        other.GetBytes(bytes);
        return BitConverter.ToUInt32(bytes) / (uint.MaxValue + 1.0);
    }

    /// <summary>Replaces the source for the current flow of execution, until the result is disposed.</summary>
    public static IDisposable Replace(RandomNumberGenerator source)
    {
        var before = Replacement.Value;
        Replacement.Value = source;
        _wasReplaced = true;
        return new Restore(before);
    }

    private sealed class Restore(RandomNumberGenerator? before) : IDisposable
    {
        public void Dispose() => Replacement.Value = before;
    }
}
