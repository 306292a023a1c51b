using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Why an endpoint was not called.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<EndpointSkipReason>))]
public enum EndpointSkipReason
{
    /// <summary>Its method or its name says that it changes something, and the options do not allow that.</summary>
    UnsafeMethod,

    /// <summary>
    /// A value in its path is not known: no list returned it, and neither the caller nor the document has one.
    /// </summary>
    NoValue,

    /// <summary>No valid arguments could be made, or those of the caller are not valid.</summary>
    InvalidArguments,

    /// <summary>The largest number of calls was reached.</summary>
    TooManyCalls,
}
