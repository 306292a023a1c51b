using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What happened to a part of a definition.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    /// <summary>The later definition has it, the earlier one does not.</summary>
    Added,

    /// <summary>The earlier definition has it, the later one does not.</summary>
    Removed,

    /// <summary>Both have it, and it differs.</summary>
    Changed,
}
