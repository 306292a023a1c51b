using Base64Url = System.Buffers.Text.Base64Url;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>An Ed25519 key (RFC 8032, RFC 8037).</summary>
internal sealed class Ed25519Key : SigningKey
{
    /// <summary>The size of a private and of a public key in bytes (RFC 8032 §5.1.5).</summary>
    public const int Size = 32;

    private const int SignatureSize = 64;

    private readonly IEd25519Algorithm _algorithm;
    private readonly byte[]? _privateKey;
    private readonly byte[] _publicKey;

    private Ed25519Key(IEd25519Algorithm algorithm, byte[]? privateKey, byte[] publicKey)
    {
        _algorithm = algorithm;
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

    /// <exception cref="ConnectorException">The process has no implementation of Ed25519.</exception>
    public static Ed25519Key OfPrivate(byte[] key, string field, string? keyId = null)
    {
        var algorithm = Ed25519Provider.For(field);
        return new(algorithm, key, algorithm.GetPublicKey(key)) { KeyId = keyId };
    }

    /// <exception cref="ConnectorException">The process has no implementation of Ed25519.</exception>
    public static Ed25519Key OfPublic(byte[] key, string field, string? keyId = null) =>
        new(Ed25519Provider.For(field), null, key) { KeyId = keyId };

    public override string? Problem(JwtAlgorithm algorithm) =>
        algorithm == JwtAlgorithm.EdDsa ? null : WrongKind(algorithm);

    public override byte[] Sign(JwtAlgorithm algorithm, ReadOnlySpan<byte> data) => _algorithm.Sign(_privateKey!, data);

    public override bool Verify(JwtAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureSize && _algorithm.Verify(_publicKey, data, signature);
}
