using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The text encoding of a signature.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SignatureEncoding>))]
public enum SignatureEncoding
{
    /// <summary>Hexadecimal in lower case.</summary>
    Hex,

    /// <summary>Hexadecimal in upper case.</summary>
    HexUpper,

    /// <summary>Base64 with padding (RFC 4648 §4).</summary>
    Base64,

    /// <summary>Base64url without padding (RFC 4648 §5).</summary>
    Base64Url,
}
