using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What a plan has from the chat client's answer.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PlanModelOutcome>))]
public enum PlanModelOutcome
{
    /// <summary>Nothing: the endpoints were selected only by comparing words.</summary>
    Unused,

    /// <summary>
    /// A part: the rest named what the sources do not have, or a limit ended the work. The plan's questions and
    /// warnings state it.
    /// </summary>
    Partial,

    /// <summary>The whole answer.</summary>
    Complete,
}
