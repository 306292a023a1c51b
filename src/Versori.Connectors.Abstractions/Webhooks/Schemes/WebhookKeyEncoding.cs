using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How the text of a signing secret is decoded to a key.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WebhookKeyEncoding>))]
public enum WebhookKeyEncoding
{
    /// <summary>Its UTF-8 bytes.</summary>
    Text,

    /// <summary>The key in base64.</summary>
    Base64,

    /// <summary>The key in hexadecimal.</summary>
    Hex,
}
