using System.Security.Cryptography;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>A shared (symmetric) key for HMAC (RFC 2104, RFC 7518 §3.2).</summary>
internal sealed class SharedKey(byte[] bytes) : SigningKey
{
    public override string Kind => "a shared key";

    public override bool IsPrivate => true;

    public override string? PublicJwk => null;

    public override byte[]? SubjectPublicKeyInfo => null;

    // RFC 7518 §3.2 requires a key at least as long as the hash. Shorter keys are accepted, because systems issue them.
    public override string? Problem(JwtAlgorithm algorithm) =>
        algorithm is JwtAlgorithm.HS256 or JwtAlgorithm.HS384 or JwtAlgorithm.HS512 ? null : WrongKind(algorithm);

    public override byte[] Sign(JwtAlgorithm algorithm, ReadOnlySpan<byte> data) => algorithm switch
    {
        JwtAlgorithm.HS256 => HMACSHA256.HashData(bytes, data),
        JwtAlgorithm.HS384 => HMACSHA384.HashData(bytes, data),
        _ => HMACSHA512.HashData(bytes, data),
    };

    public override bool Verify(JwtAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(Sign(algorithm, data), signature);
}
