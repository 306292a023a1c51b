using Org.BouncyCastle.Math.EC.Rfc8032;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>An Ed25519 key (RFC 8032, RFC 8037). The base class library does not support Ed25519.</summary>
internal sealed class Ed25519Key : SigningKey
{
    private readonly byte[]? _privateKey;
    private readonly byte[] _publicKey;

    private Ed25519Key(byte[]? privateKey, byte[] publicKey)
    {
        _privateKey = privateKey;
        _publicKey = publicKey;
        PublicJwk = $$"""{"crv":"Ed25519","kty":"OKP","x":"{{Base64Url.EncodeToString(publicKey)}}"}""";
    }

    public override string Kind => "an Ed25519 key";

    public override bool IsPrivate => _privateKey is not null;

    public override string PublicJwk { get; }

    // RFC 8410 §4: the bytes before the 32 bytes of the key are constant.
    public override byte[] SubjectPublicKeyInfo =>
        [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00, .. _publicKey];

    public static Ed25519Key OfPrivate(byte[] key, string? keyId = null)
    {
        var publicKey = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(key, 0, publicKey, 0);
        return new(key, publicKey) { KeyId = keyId };
    }

    public static Ed25519Key OfPublic(byte[] key, string? keyId = null) => new(null, key) { KeyId = keyId };

    public override string? Problem(JwtAlgorithm algorithm) =>
        algorithm == JwtAlgorithm.EdDsa ? null : WrongKind(algorithm);

    public override byte[] Sign(JwtAlgorithm algorithm, ReadOnlySpan<byte> data)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_privateKey!, 0, data.ToArray(), 0, data.Length, signature, 0);
        return signature;
    }

    public override bool Verify(JwtAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == Ed25519.SignatureSize
        && Ed25519.Verify(signature.ToArray(), 0, _publicKey, 0, data.ToArray(), 0, data.Length);
}
