using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What became of a plan's question.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<QuestionState>))]
public enum QuestionState
{
    /// <summary>It has no answer yet; the default is assumed.</summary>
    Open,

    /// <summary>It has an answer, which the next plan uses.</summary>
    Answered,

    /// <summary>A person decided to keep the default.</summary>
    Ignored,
}
