using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What a picked lifetime is.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SessionLifetimeUnit>))]
public enum SessionLifetimeUnit
{
    /// <summary>A number of seconds from now.</summary>
    Seconds,

    /// <summary>A number of milliseconds from now.</summary>
    Milliseconds,

    /// <summary>A number of minutes from now.</summary>
    Minutes,

    /// <summary>A time, in seconds since 1970-01-01T00:00:00Z.</summary>
    UnixTime,

    /// <summary>A time, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    UnixTimeMilliseconds,

    /// <summary>A time as ISO 8601 has it; without an offset it is taken as UTC.</summary>
    Iso8601,

    /// <summary>
    /// A time, however it is written: a number of seconds, or from 100,000,000,000 on of milliseconds, since
    /// 1970-01-01T00:00:00Z; anything else as <see cref="Iso8601"/>.
    /// </summary>
    Time,
}
