using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What trying a connection's credentials showed.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ConnectionCheckOutcome>))]
public enum ConnectionCheckOutcome
{
    /// <summary>They could not be tried: there is no endpoint that is safe to call without arguments, or the host said not to.</summary>
    NotTried,

    /// <summary>They were accepted.</summary>
    Accepted,

    /// <summary>The external system answered, but not in a way that says whether they are good.</summary>
    Inconclusive,

    /// <summary>They were refused. Only a connection that existed already has this outcome.</summary>
    Refused,
}
