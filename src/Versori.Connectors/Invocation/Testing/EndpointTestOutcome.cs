using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What the test of an endpoint showed.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<EndpointTestOutcome>))]
public enum EndpointTestOutcome
{
    /// <summary>The call succeeded, and the response is what the definition states.</summary>
    Works,

    /// <summary>
    /// The call succeeded, but the response differs from what the definition states
    /// (<see cref="EndpointTestResult.Drift"/>).
    /// </summary>
    Drifted,

    /// <summary>
    /// The credential is valid, but may not call the endpoint (status 403, or a missing scope). The scopes that are
    /// missing are in <see cref="EndpointTestResult.MissingScopes"/>, as far as they are known.
    /// </summary>
    LacksAccess,

    /// <summary>The external system no longer accepts the credential.</summary>
    Unauthorized,

    /// <summary>
    /// The response says nothing about the endpoint: the external system refused arguments that were made up, has no
    /// object with an example's id, or was temporarily unable to respond.
    /// </summary>
    Inconclusive,

    /// <summary>The call failed although its arguments are real, or the external system was not reached.</summary>
    Failed,

    /// <summary>The endpoint was not called (<see cref="EndpointTestResult.SkipReason"/>).</summary>
    Skipped,
}
