namespace Versori.Connectors.Expressions;

/// <summary>Provides the time and the random values of <c>now</c>, <c>uuid</c> and <c>nonce</c>.</summary>
/// <param name="time">The clock.</param>
/// <param name="random">Fills a buffer with random bytes. Default: <see cref="RandomValues"/>.</param>
internal class ExpressionContext(TimeProvider time, ExpressionContext.RandomSource? random = null)
{
    /// <summary>Fills a buffer with random bytes.</summary>
    public delegate void RandomSource(Span<byte> buffer);

    private readonly RandomSource _random = random ?? RandomValues.Fill;

    /// <summary>The system clock and the system's random number generator.</summary>
    public static ExpressionContext System { get; } = new(TimeProvider.System);

    /// <summary>The current time.</summary>
    public virtual DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A random (version 4) UUID (RFC 9562 §5.4).</summary>
    public virtual string Uuid
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            _random(bytes);
            bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
            bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
            return new Guid(bytes, bigEndian: true).ToString();
        }
    }

    /// <summary>128 random bits in hexadecimal. Some systems accept only letters and digits.</summary>
    public virtual string Nonce
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            _random(bytes);
            return Convert.ToHexStringLower(bytes);
        }
    }

    /// <summary>
    /// Returns a context for one request, in which time, UUID and nonce stay the same. A header and the signature over
    /// it then have the same values.
    /// </summary>
    public ExpressionContext Snapshot() => new Frozen(this);

    private sealed class Frozen(ExpressionContext source) : ExpressionContext(TimeProvider.System)
    {
        public override DateTimeOffset Now { get; } = source.Now;

        public override string Uuid => field ??= source.Uuid;

        public override string Nonce => field ??= source.Nonce;
    }
}
