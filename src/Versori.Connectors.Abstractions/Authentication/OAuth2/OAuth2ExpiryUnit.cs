using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The unit or format of a token's expiry.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2ExpiryUnit>))]
public enum OAuth2ExpiryUnit
{
    /// <summary>Seconds from now (RFC 6749 §5.1).</summary>
    Seconds,

    /// <summary>Milliseconds from now.</summary>
    Milliseconds,

    /// <summary>Minutes from now.</summary>
    Minutes,

    /// <summary>A point in time, in seconds since 1970-01-01T00:00:00Z.</summary>
    UnixSeconds,

    /// <summary>A point in time, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    UnixMilliseconds,

    /// <summary>A point in time as ISO 8601 text; UTC if it has no offset.</summary>
    Date,

    /// <summary>
    /// A point in time in any of these formats. Numbers are seconds since 1970-01-01T00:00:00Z, or milliseconds from
    /// 100,000,000,000 on. Anything else is read as <see cref="Date"/>.
    /// </summary>
    Time,
}
