namespace Versori.Connectors;

/// <summary>
/// Signatures with Ed25519 (RFC 8032), which .NET 10 does not have. The package <c>Versori.Connectors.Ed25519</c>
/// contains an implementation. A host can supply its own with <c>UseEd25519</c>.
/// </summary>
/// <remarks>
/// Implementations must be safe for concurrent use and have no state: one implementation serves the whole process.
/// </remarks>
public interface IEd25519Algorithm
{
    /// <summary>Computes the public key of a private key (RFC 8032 §5.1.5).</summary>
    /// <param name="privateKey">The private key: 32 bytes.</param>
    /// <returns>The public key: 32 bytes.</returns>
    byte[] GetPublicKey(byte[] privateKey);

    /// <summary>Signs data (RFC 8032 §5.1.6).</summary>
    /// <param name="privateKey">The private key: 32 bytes.</param>
    /// <param name="data">The data.</param>
    /// <returns>The signature: 64 bytes.</returns>
    byte[] Sign(byte[] privateKey, ReadOnlySpan<byte> data);

    /// <summary>Returns whether a signature is valid (RFC 8032 §5.1.7).</summary>
    /// <param name="publicKey">The public key: 32 bytes.</param>
    /// <param name="data">The data.</param>
    /// <param name="signature">The signature: 64 bytes.</param>
    bool Verify(byte[] publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
}
