using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What a change means for code that was written for the earlier definition. The values are ordered.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ChangeImpact>))]
public enum ChangeImpact
{
    /// <summary>Calls go on as before.</summary>
    Compatible,

    /// <summary>Whether calls go on depends on how they are made, or on values that they use. Review it.</summary>
    PossiblyBreaking,

    /// <summary>Calls that were valid fail, or responses lack what they had.</summary>
    Breaking,
}
