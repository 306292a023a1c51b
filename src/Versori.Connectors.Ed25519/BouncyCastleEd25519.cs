using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Versori.Connectors;

/// <summary>Ed25519 (RFC 8032) of Bouncy Castle.</summary>
internal sealed class BouncyCastleEd25519 : IEd25519Algorithm
{
    public byte[] GetPublicKey(byte[] privateKey)
    {
        var publicKey = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(privateKey, 0, publicKey, 0);
        return publicKey;
    }

    public byte[] Sign(byte[] privateKey, ReadOnlySpan<byte> data)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(privateKey, 0, data.ToArray(), 0, data.Length, signature, 0);
        return signature;
    }

    public bool Verify(byte[] publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == Ed25519.SignatureSize
        && Ed25519.Verify(signature.ToArray(), 0, publicKey, 0, data.ToArray(), 0, data.Length);
}
