using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How the text of a signing secret becomes a key.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WebhookKeyEncoding>))]
public enum WebhookKeyEncoding
{
    /// <summary>Its UTF-8 bytes.</summary>
    Text,

    /// <summary>Base64 of the key.</summary>
    Base64,

    /// <summary>Hexadecimal of the key.</summary>
    Hex,
}
