using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How a key is written.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<KeyFormat>))]
public enum KeyFormat
{
    /// <summary>
    /// What the key looks like: PEM, JWK, or else base64 of DER (or of PEM) for a private key and plain text for a shared
    /// one.
    /// </summary>
    Auto,

    /// <summary>PEM (RFC 7468): PKCS#8 (RFC 5958), also encrypted, PKCS#1 (RFC 8017) or SEC 1 (RFC 5915).</summary>
    Pem,

    /// <summary>A JSON Web Key (RFC 7517).</summary>
    Jwk,

    /// <summary>Base64 or base64url (RFC 4648) of a shared key's bytes, or of a private key's DER or PEM.</summary>
    Base64,

    /// <summary>A shared key's bytes in hexadecimal.</summary>
    Hex,

    /// <summary>A shared key that is the text itself, as UTF-8.</summary>
    Text,
}
