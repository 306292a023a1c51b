using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A digital signature or MAC algorithm, by its JOSE name (RFC 7518 §3.1, RFC 8037 §3.1).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<JwtAlgorithm>))]
public enum JwtAlgorithm
{
    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    [JsonStringEnumMemberName("RS256")]
    RS256,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384.</summary>
    [JsonStringEnumMemberName("RS384")]
    RS384,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-512.</summary>
    [JsonStringEnumMemberName("RS512")]
    RS512,

    /// <summary>RSASSA-PSS with SHA-256 and a salt as long as the hash.</summary>
    [JsonStringEnumMemberName("PS256")]
    PS256,

    /// <summary>RSASSA-PSS with SHA-384 and a salt as long as the hash.</summary>
    [JsonStringEnumMemberName("PS384")]
    PS384,

    /// <summary>RSASSA-PSS with SHA-512 and a salt as long as the hash.</summary>
    [JsonStringEnumMemberName("PS512")]
    PS512,

    /// <summary>ECDSA with P-256 and SHA-256.</summary>
    [JsonStringEnumMemberName("ES256")]
    ES256,

    /// <summary>ECDSA with P-384 and SHA-384.</summary>
    [JsonStringEnumMemberName("ES384")]
    ES384,

    /// <summary>ECDSA with P-521 and SHA-512.</summary>
    [JsonStringEnumMemberName("ES512")]
    ES512,

    /// <summary>HMAC with SHA-256.</summary>
    [JsonStringEnumMemberName("HS256")]
    HS256,

    /// <summary>HMAC with SHA-384.</summary>
    [JsonStringEnumMemberName("HS384")]
    HS384,

    /// <summary>HMAC with SHA-512.</summary>
    [JsonStringEnumMemberName("HS512")]
    HS512,

    /// <summary>Ed25519 (RFC 8032).</summary>
    [JsonStringEnumMemberName("EdDSA")]
    EdDsa,
}
