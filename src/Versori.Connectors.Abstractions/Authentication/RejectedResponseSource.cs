using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Where a response reports that it rejects a token or session.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RejectedResponseSource>))]
public enum RejectedResponseSource
{
    /// <summary>In the JSON of the content.</summary>
    Json,

    /// <summary>In a header or trailer field (RFC 9110 §6.5), such as <c>grpc-status</c>.</summary>
    Header,
}
