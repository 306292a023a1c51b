using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The format of a timestamp.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WebhookTimestampFormat>))]
public enum WebhookTimestampFormat
{
    /// <summary>Seconds since 1970-01-01T00:00:00Z.</summary>
    UnixSeconds,

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    UnixMilliseconds,

    /// <summary>ISO 8601; UTC if it has no offset.</summary>
    Iso8601,
}
