using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The condition that a response must meet to count as success.</summary>
public sealed record SuccessCondition
{
    /// <summary>
    /// The status codes that mean success. Default: none, which means 200 to 299. A redirect listed here counts as
    /// success and is not followed.
    /// </summary>
    public IReadOnlyList<int> StatusCodes { get; init => field = ValueList<int>.Of(value); } = ValueList<int>.Empty;

    /// <summary>
    /// A JSON pointer (RFC 6901) to the value that reports success, such as <c>/ok</c>. Default: none, the status code
    /// decides.
    /// </summary>
    public string? Field { get; init; }

    /// <summary>
    /// The expected value, as text. Default: none, any value counts except a missing one, <c>null</c>, <c>false</c>,
    /// <c>0</c> and an empty text.
    /// </summary>
    public string? Expected { get; init; }

    /// <summary>
    /// Whether a response whose field does not report success is treated as a transient failure. Default: no, the
    /// credential is then considered wrong and the request is not retried.
    /// </summary>
    public bool IsFailureTransient { get; init; }
}
