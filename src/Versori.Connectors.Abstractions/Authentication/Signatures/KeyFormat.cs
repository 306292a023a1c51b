using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The format of a key.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<KeyFormat>))]
public enum KeyFormat
{
    /// <summary>
    /// Detected from the key: PEM or JWK if it looks like one. Otherwise base64 of DER (or of PEM) for a private key,
    /// and plain text for a shared key.
    /// </summary>
    Auto,

    /// <summary>PEM (RFC 7468): PKCS#8 (RFC 5958), also encrypted, PKCS#1 (RFC 8017) or SEC 1 (RFC 5915).</summary>
    Pem,

    /// <summary>A JSON Web Key (RFC 7517).</summary>
    Jwk,

    /// <summary>Base64 or base64url (RFC 4648) of a shared key's bytes, or of a private key's DER or PEM.</summary>
    Base64,

    /// <summary>The bytes of a shared key in hexadecimal.</summary>
    Hex,

    /// <summary>The UTF-8 bytes of the text, as a shared key.</summary>
    Text,
}
