using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The hash of an HMAC (RFC 2104).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<HmacAlgorithm>))]
public enum HmacAlgorithm
{
    /// <summary>SHA-256.</summary>
    Sha256,

    /// <summary>SHA-384.</summary>
    Sha384,

    /// <summary>SHA-512.</summary>
    Sha512,

    /// <summary>SHA-1. It is still secure in an HMAC, but new systems do not use it.</summary>
    Sha1,

    /// <summary>MD5. Only for systems that offer nothing better.</summary>
    Md5,
}
