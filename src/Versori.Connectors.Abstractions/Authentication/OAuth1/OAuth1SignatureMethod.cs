using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The signature method of an OAuth 1.0 request, with its registered name (RFC 5849 §3.4).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth1SignatureMethod>))]
public enum OAuth1SignatureMethod
{
    /// <summary>HMAC-SHA1 (RFC 5849 §3.4.2).</summary>
    [JsonStringEnumMemberName("HMAC-SHA1")]
    HmacSha1,

    /// <summary>HMAC-SHA256: HMAC-SHA1 with the hash replaced.</summary>
    [JsonStringEnumMemberName("HMAC-SHA256")]
    HmacSha256,

    /// <summary>HMAC-SHA512: HMAC-SHA1 with the hash replaced.</summary>
    [JsonStringEnumMemberName("HMAC-SHA512")]
    HmacSha512,

    /// <summary>RSA-SHA1 (RFC 5849 §3.4.3).</summary>
    [JsonStringEnumMemberName("RSA-SHA1")]
    RsaSha1,

    /// <summary>RSA-SHA256: RSA-SHA1 with the hash replaced.</summary>
    [JsonStringEnumMemberName("RSA-SHA256")]
    RsaSha256,

    /// <summary>PLAINTEXT (RFC 5849 §3.4.4): the secrets themselves are sent. Allowed over https only.</summary>
    [JsonStringEnumMemberName("PLAINTEXT")]
    Plaintext,
}
