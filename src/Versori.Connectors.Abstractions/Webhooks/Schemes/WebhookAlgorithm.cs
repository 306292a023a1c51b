using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The hash of an HMAC (RFC 2104).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WebhookAlgorithm>))]
public enum WebhookAlgorithm
{
    /// <summary>HMAC-SHA-256.</summary>
    Sha256,

    /// <summary>HMAC-SHA-1, which some systems still use.</summary>
    Sha1,

    /// <summary>HMAC-SHA-384.</summary>
    Sha384,

    /// <summary>HMAC-SHA-512.</summary>
    Sha512,
}
