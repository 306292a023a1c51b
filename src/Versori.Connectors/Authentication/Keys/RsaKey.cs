using System.Security.Cryptography;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>An RSA key (RFC 8017), for RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 7518 §3.3, §3.5).</summary>
internal sealed class RsaKey : SigningKey
{
    private const int MinimumBits = 2048;

    private readonly ObjectPool<RSA> _pool;
    private readonly int _bits;

    public RsaKey(RSAParameters parameters)
    {
        _pool = new(() => RSA.Create(parameters));
        _bits = parameters.Modulus!.Length * 8;
        IsPrivate = parameters.D is not null;
        var exponent = Base64Url.EncodeToString(parameters.Exponent);
        var modulus = Base64Url.EncodeToString(parameters.Modulus);
        PublicJwk = $$"""{"e":"{{exponent}}","kty":"RSA","n":"{{modulus}}"}""";
        _pool.Return(RSA.Create(parameters));
    }

    public override string Kind => "an RSA key";

    public override bool IsPrivate { get; }

    public override string PublicJwk { get; }

    public override byte[] SubjectPublicKeyInfo
    {
        get
        {
            var rsa = _pool.Rent();
            var info = rsa.ExportSubjectPublicKeyInfo();
            _pool.Return(rsa);
            return info;
        }
    }

    // RFC 7518 §3.3, §3.5: "A key of size 2048 bits or larger MUST be used".
    public override string? Problem(JwtAlgorithm algorithm) =>
        algorithm > JwtAlgorithm.PS512 ? WrongKind(algorithm)
        : _bits < MinimumBits ? $"It has {_bits} bits, but {algorithm} requires at least {MinimumBits} (RFC 7518 §3.3)."
        : null;

    public override byte[] Sign(JwtAlgorithm algorithm, ReadOnlySpan<byte> data) =>
        Sign(data, Hash(algorithm), Padding(algorithm));

    /// <summary>Signs with a hash that has no JOSE name, for example SHA-1 (RFC 5849 §3.4.3).</summary>
    public byte[] Sign(ReadOnlySpan<byte> data, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        var rsa = _pool.Rent();
        var signature = rsa.SignData(data, hash, padding);
        _pool.Return(rsa);
        return signature;
    }

    public override bool Verify(JwtAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var rsa = _pool.Rent();
        var isValid = rsa.VerifyData(data, signature, Hash(algorithm), Padding(algorithm));
        _pool.Return(rsa);
        return isValid;
    }

    private static HashAlgorithmName Hash(JwtAlgorithm algorithm) => algorithm switch
    {
        JwtAlgorithm.RS256 or JwtAlgorithm.PS256 => HashAlgorithmName.SHA256,
        JwtAlgorithm.RS384 or JwtAlgorithm.PS384 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };

    private static RSASignaturePadding Padding(JwtAlgorithm algorithm) =>
        algorithm >= JwtAlgorithm.PS256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
}
