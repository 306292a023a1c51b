using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Versori.Connectors.Authentication.Keys;

/// <summary>
/// A key that signs and verifies. A key with only its public half can only verify. Loaded once by
/// <see cref="KeyLoader"/>.
/// </summary>
/// <remarks>Immutable and safe for concurrent use. Its text form does not show the key.</remarks>
[DebuggerDisplay(Secret.Redacted)]
internal abstract class SigningKey
{
    /// <summary>The kind of key, for error messages.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether it can sign; otherwise it can only verify.</summary>
    public abstract bool IsPrivate { get; }

    /// <summary>The <c>kid</c> of the JWK that it was loaded from (RFC 7517 §4.5).</summary>
    public string? KeyId { get; init; }

    /// <summary>
    /// The public key as a JWK with only the required members, in the order and form of RFC 7638 §3.3;
    /// <see langword="null"/> for a shared key, which has no public half.
    /// </summary>
    public abstract string? PublicJwk { get; }

    /// <summary>
    /// The public half as SubjectPublicKeyInfo in DER (RFC 5280 §4.1.2.7); <see langword="null"/> for a shared key.
    /// </summary>
    public abstract byte[]? SubjectPublicKeyInfo { get; }

    /// <summary>The SHA-256 thumbprint of the public key (RFC 7638 §3), in base64url.</summary>
    public string? Thumbprint =>
        PublicJwk is { } jwk ? Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(jwk))) : null;

    /// <summary>
    /// Returns why the key cannot be used with an algorithm; <see langword="null"/> when it can be used.
    /// </summary>
    public abstract string? Problem(JwtAlgorithm algorithm);

    /// <summary>Signs data. An ECDSA signature is the concatenation of R and S (RFC 7518 §3.4).</summary>
    public abstract byte[] Sign(JwtAlgorithm algorithm, ReadOnlySpan<byte> data);

    /// <summary>Returns whether a signature is valid.</summary>
    public abstract bool Verify(JwtAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    /// <summary>Returns this key if it can sign with an algorithm.</summary>
    /// <exception cref="ConnectorException">It cannot sign with the algorithm; the location is the field.</exception>
    public SigningKey For(JwtAlgorithm algorithm, string field)
    {
        if (Problem(algorithm) is { } problem) throw KeyErrors.Invalid(field, problem);
        return IsPrivate
            ? this
            : throw KeyErrors.Invalid(field, "It is only the public half; signing needs the private key.");
    }

    public sealed override string ToString() => Secret.Redacted;

    protected string WrongKind(JwtAlgorithm algorithm) =>
        $"{algorithm} needs {RequiredKind(algorithm)}, but this is {Kind}.";

    private static string RequiredKind(JwtAlgorithm algorithm) => algorithm switch
    {
        JwtAlgorithm.HS256 or JwtAlgorithm.HS384 or JwtAlgorithm.HS512 => "a shared key",
        JwtAlgorithm.ES256 => "an EC key on P-256",
        JwtAlgorithm.ES384 => "an EC key on P-384",
        JwtAlgorithm.ES512 => "an EC key on P-521",
        JwtAlgorithm.EdDsa => "an Ed25519 key",
        _ => "an RSA key",
    };
}
