using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The unit or format of an extracted lifetime.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SessionLifetimeUnit>))]
public enum SessionLifetimeUnit
{
    /// <summary>A number of seconds from now.</summary>
    Seconds,

    /// <summary>A number of milliseconds from now.</summary>
    Milliseconds,

    /// <summary>A number of minutes from now.</summary>
    Minutes,

    /// <summary>A point in time, in seconds since 1970-01-01T00:00:00Z.</summary>
    UnixSeconds,

    /// <summary>A point in time, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    UnixMilliseconds,

    /// <summary>A point in time as ISO 8601 text; UTC if it has no offset.</summary>
    Iso8601,

    /// <summary>
    /// A point in time in any of these formats. Numbers are seconds since 1970-01-01T00:00:00Z, or milliseconds from
    /// 100,000,000,000 on. Anything else is read as <see cref="Iso8601"/>.
    /// </summary>
    Time,
}
