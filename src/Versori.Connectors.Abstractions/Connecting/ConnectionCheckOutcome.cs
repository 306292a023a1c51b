using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The outcome of checking a connection's credentials.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ConnectionCheckOutcome>))]
public enum ConnectionCheckOutcome
{
    /// <summary>
    /// The credentials were not checked: no endpoint is safe to call without arguments, or the host disabled the check.
    /// </summary>
    NotChecked,

    /// <summary>The credentials were accepted.</summary>
    Accepted,

    /// <summary>
    /// The external system responded, but the response does not show whether the credentials are valid.
    /// </summary>
    Inconclusive,

    /// <summary>The credentials were refused. Only a connection that already existed can have this outcome.</summary>
    Refused,
}
