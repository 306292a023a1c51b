using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How an OAuth 1.0 request is signed (RFC 5849 §3.4), by its name on the wire.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth1SignatureMethod>))]
public enum OAuth1SignatureMethod
{
    /// <summary>HMAC-SHA1 (RFC 5849 §3.4.2).</summary>
    [JsonStringEnumMemberName("HMAC-SHA1")]
    HmacSha1,

    /// <summary>HMAC-SHA256, as HMAC-SHA1 with the other hash.</summary>
    [JsonStringEnumMemberName("HMAC-SHA256")]
    HmacSha256,

    /// <summary>HMAC-SHA512, as HMAC-SHA1 with the other hash.</summary>
    [JsonStringEnumMemberName("HMAC-SHA512")]
    HmacSha512,

    /// <summary>RSA-SHA1 (RFC 5849 §3.4.3).</summary>
    [JsonStringEnumMemberName("RSA-SHA1")]
    RsaSha1,

    /// <summary>RSA-SHA256, as RSA-SHA1 with the other hash.</summary>
    [JsonStringEnumMemberName("RSA-SHA256")]
    RsaSha256,

    /// <summary>PLAINTEXT (RFC 5849 §3.4.4): the secrets themselves; over https only.</summary>
    [JsonStringEnumMemberName("PLAINTEXT")]
    Plaintext,
}
