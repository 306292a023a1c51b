using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// How the JSON of a response reports that a token or session is no longer valid, although the status code does not.
/// Only JSON responses with a declared length of up to 64 KiB are examined.
/// </summary>
public sealed record RejectedResponse
{
    private static readonly ValueList<int> Ok = ValueList<int>.Of([200]);

    /// <summary>A JSON pointer (RFC 6901) to the value that reports the rejection, such as <c>/error</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The values, as text, that mean rejection, such as <c>invalid_auth</c>. At least one.</summary>
    public required IReadOnlyList<string> Values { get; init => field = ValueList<string>.Of(value); }

    /// <summary>The status codes of the responses that are examined. Default: 200.</summary>
    public IReadOnlyList<int> StatusCodes { get; init => field = ValueList<int>.Of(value ?? Ok); } = Ok;
}
