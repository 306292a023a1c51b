using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How much a plan gains from the answer to a question.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<QuestionImportance>))]
public enum QuestionImportance
{
    /// <summary>The assumed default usually suits.</summary>
    Optional,

    /// <summary>Without an answer, connections or calls may fail, or the plan may miss what it is for.</summary>
    HighlyRecommended,
}
