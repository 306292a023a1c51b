using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The text encoding of bytes (RFC 4648).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WebhookEncoding>))]
public enum WebhookEncoding
{
    /// <summary>Hexadecimal, in either case.</summary>
    Hex,

    /// <summary>Base64.</summary>
    Base64,

    /// <summary>Base64url, with or without padding.</summary>
    Base64Url,
}
