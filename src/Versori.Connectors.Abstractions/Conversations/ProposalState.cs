using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What became of a proposed change.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ProposalState>))]
public enum ProposalState
{
    /// <summary>It waits for a decision.</summary>
    Proposed,

    /// <summary>It is part of the draft.</summary>
    Applied,

    /// <summary>It was refused.</summary>
    Refused,

    /// <summary>It was applied, and later undone.</summary>
    Undone,

    /// <summary>The draft changed so that it no longer changes anything, or no longer fits.</summary>
    Outdated,
}
