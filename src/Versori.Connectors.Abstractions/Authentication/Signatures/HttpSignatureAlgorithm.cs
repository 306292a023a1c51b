using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The signature algorithm of an HTTP message, with its registered name (RFC 9421 §3.3, §6.2).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<HttpSignatureAlgorithm>))]
public enum HttpSignatureAlgorithm
{
    /// <summary>RSASSA-PSS with SHA-512 (RFC 9421 §3.3.1).</summary>
    [JsonStringEnumMemberName("rsa-pss-sha512")]
    RsaPssSha512,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256 (RFC 9421 §3.3.2).</summary>
    [JsonStringEnumMemberName("rsa-v1_5-sha256")]
    RsaV15Sha256,

    /// <summary>HMAC with SHA-256 (RFC 9421 §3.3.3).</summary>
    [JsonStringEnumMemberName("hmac-sha256")]
    HmacSha256,

    /// <summary>ECDSA with P-256 and SHA-256 (RFC 9421 §3.3.4).</summary>
    [JsonStringEnumMemberName("ecdsa-p256-sha256")]
    EcdsaP256Sha256,

    /// <summary>ECDSA with P-384 and SHA-384 (RFC 9421 §3.3.5).</summary>
    [JsonStringEnumMemberName("ecdsa-p384-sha384")]
    EcdsaP384Sha384,

    /// <summary>Ed25519 (RFC 9421 §3.3.6).</summary>
    [JsonStringEnumMemberName("ed25519")]
    Ed25519,
}
