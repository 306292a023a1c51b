using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What applying a plan did to a connector or to its template.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PlanEffect>))]
public enum PlanEffect
{
    /// <summary>It had everything that the plan needs.</summary>
    Unchanged,

    /// <summary>It existed and was given what it lacked.</summary>
    Grown,

    /// <summary>It did not exist before.</summary>
    Created,

    /// <summary>The plan needs nothing of the system, so that nothing was created or changed.</summary>
    Omitted,
}
