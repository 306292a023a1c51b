using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The hash algorithm of a <c>Content-Digest</c> (RFC 9530 §5), with its registered name.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ContentDigestAlgorithm>))]
public enum ContentDigestAlgorithm
{
    /// <summary>SHA-256.</summary>
    [JsonStringEnumMemberName("sha-256")]
    Sha256,

    /// <summary>SHA-512.</summary>
    [JsonStringEnumMemberName("sha-512")]
    Sha512,
}
