using System.Security.Cryptography;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>A key on P-256, P-384 or P-521, for ECDSA (RFC 7518 §3.4).</summary>
internal sealed class EcKey : SigningKey
{
    private readonly ObjectPool<ECDsa> _pool;
    private readonly JwtAlgorithm _algorithm;

    public EcKey(ECParameters parameters, JwtAlgorithm algorithm)
    {
        _algorithm = algorithm;
        _pool = new(() => ECDsa.Create(parameters));
        IsPrivate = parameters.D is not null;
        var x = Base64Url.EncodeToString(parameters.Q.X);
        var y = Base64Url.EncodeToString(parameters.Q.Y);
        PublicJwk = $$"""{"crv":"{{CurveName(algorithm)}}","kty":"EC","x":"{{x}}","y":"{{y}}"}""";
        _pool.Return(ECDsa.Create(parameters));
    }

    public override string Kind => $"an EC key on {CurveName(_algorithm)}";

    public override bool IsPrivate { get; }

    public override string PublicJwk { get; }

    public override byte[] SubjectPublicKeyInfo
    {
        get
        {
            var ecdsa = _pool.Rent();
            var info = ecdsa.ExportSubjectPublicKeyInfo();
            _pool.Return(ecdsa);
            return info;
        }
    }

    public override string? Problem(JwtAlgorithm algorithm) => algorithm == _algorithm ? null : WrongKind(algorithm);

    public override byte[] Sign(JwtAlgorithm algorithm, ReadOnlySpan<byte> data)
    {
        var ecdsa = _pool.Rent();
        var signature = ecdsa.SignData(data, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _pool.Return(ecdsa);
        return signature;
    }

    public override bool Verify(JwtAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var ecdsa = _pool.Rent();
        var isValid = ecdsa.VerifyData(data, signature, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _pool.Return(ecdsa);
        return isValid;
    }

    /// <summary>Returns the algorithm of a curve; <see langword="null"/> for a curve that is not supported.</summary>
    public static JwtAlgorithm? AlgorithmOf(ECCurve curve) => (curve.Oid?.Value, curve.Oid?.FriendlyName) switch
    {
        ("1.2.840.10045.3.1.7", _) or (null, "nistP256" or "ECDSA_P256") => JwtAlgorithm.ES256,
        ("1.3.132.0.34", _) or (null, "nistP384" or "ECDSA_P384") => JwtAlgorithm.ES384,
        ("1.3.132.0.35", _) or (null, "nistP521" or "ECDSA_P521") => JwtAlgorithm.ES512,
        _ => null,
    };

    private static string CurveName(JwtAlgorithm algorithm) => algorithm switch
    {
        JwtAlgorithm.ES256 => "P-256",
        JwtAlgorithm.ES384 => "P-384",
        _ => "P-521",
    };

    private HashAlgorithmName Hash => _algorithm switch
    {
        JwtAlgorithm.ES256 => HashAlgorithmName.SHA256,
        JwtAlgorithm.ES384 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };
}
