using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// What the external system states about a failed call: problem details (RFC 9457), GraphQL errors, a SOAP fault, or
/// the message that the connector's rules name. The texts are not trusted: show them as text, never as markup.
/// </summary>
public sealed record EndpointProblem
{
    /// <summary>The URI of the kind of problem (RFC 9457 §3.1.1).</summary>
    public string? Type { get; init; }

    /// <summary>A short summary of the kind of problem (RFC 9457 §3.1.3).</summary>
    public string? Title { get; init; }

    /// <summary>The status that the problem states (RFC 9457 §3.1.2).</summary>
    public int? Status { get; init; }

    /// <summary>An explanation of this occurrence (RFC 9457 §3.1.4).</summary>
    public string? Detail { get; init; }

    /// <summary>The URI of this occurrence (RFC 9457 §3.1.5).</summary>
    public string? Instance { get; init; }

    /// <summary>
    /// The system's message for people: in one line, at most 300 characters, with secrets redacted. The message that a
    /// rule names, else the detail or the title, else the first text at a place where most systems have it, such as
    /// <c>message</c>, <c>error.message</c> or <c>errors[0].message</c>.
    /// </summary>
    public string? Message { get; init; }

    /// <summary>
    /// The system's code: <c>extensions.code</c> of the first GraphQL error, or the code of a SOAP fault without its
    /// prefix.
    /// </summary>
    public string? Code { get; init; }

    /// <summary>The errors of a GraphQL response, at most 100.</summary>
    public IReadOnlyList<ReportedError> Errors
    {
        get;
        init => field = ValueList<ReportedError>.Of(value);
    } = ValueList<ReportedError>.Empty;

    /// <summary>The whole JSON object, with its extension members (RFC 9457 §3.2).</summary>
    public JsonFragment? Content { get; init; }
}
