namespace Versori.Connectors.Http;

/// <summary>The result of applying one of the <see cref="ResponseRules"/> to a response.</summary>
internal enum RuleOutcome
{
    /// <summary>The rule does not apply to the response.</summary>
    NotApplicable,

    /// <summary>The rule sent the request again. The rules are applied to the new response.</summary>
    SentAgain,

    /// <summary>The caller receives the response, and no other rule is applied to it.</summary>
    Finished,
}
