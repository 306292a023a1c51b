using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What a token's expiry is counted in.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth2ExpiryUnit>))]
public enum OAuth2ExpiryUnit
{
    /// <summary>Seconds from now (RFC 6749 §5.1).</summary>
    Seconds,

    /// <summary>Milliseconds from now.</summary>
    Milliseconds,

    /// <summary>Minutes from now.</summary>
    Minutes,

    /// <summary>A time: seconds since 1970-01-01T00:00:00Z.</summary>
    UnixSeconds,

    /// <summary>A time: milliseconds since 1970-01-01T00:00:00Z.</summary>
    UnixMilliseconds,

    /// <summary>A time as ISO 8601 text; UTC where it names no offset.</summary>
    Date,

    /// <summary>
    /// A time, however it is written: a number of seconds, or from 100,000,000,000 on of milliseconds, since
    /// 1970-01-01T00:00:00Z; anything else as <see cref="Date"/>.
    /// </summary>
    Time,
}
