using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// Recognizes responses whose meaning is not in their status alone, such as <c>200 {"ok":false}</c>. The first rule
/// that applies decides; the rules of the endpoint are examined before those of the connector.
/// </summary>
public sealed record ResponseRule
{
    /// <summary>
    /// The status to which the rule applies: a status code, a range such as <c>4XX</c>, or <c>default</c> for every
    /// status. Default: every status.
    /// </summary>
    public string? Status { get; init; }

    /// <summary>
    /// A JSON pointer (RFC 6901) to the value that decides, such as <c>/ok</c>. Default: none, the status decides
    /// alone.
    /// </summary>
    public string? Pointer { get; init; }

    /// <summary>
    /// The values, as text, to which the rule applies, such as <c>false</c>. Default: any value that exists and is not
    /// null.
    /// </summary>
    public IReadOnlyList<string> Values
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// The values, as text, to which the rule does not apply: with <c>0</c> and the pointer <c>/code</c>, every other
    /// code is recognized. Default: none.
    /// </summary>
    public IReadOnlyList<string> ExceptValues
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>What the response means.</summary>
    public required ResponseOutcome Outcome { get; init; }

    /// <summary>A JSON pointer to the system's message for people, such as <c>/error</c>. Default: none.</summary>
    public string? MessagePointer { get; init; }
}
