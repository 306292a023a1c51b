using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// How a response reports that a token or session is no longer valid, although the status code does not. Of JSON, the
/// first object or array is examined, up to 64 KiB; streams of JSON values (such as <c>application/x-ndjson</c>) are
/// not. A response can be transferred in any way. A trailer is examined if the response has no content, and not while
/// the request's content is still being sent.
/// </summary>
public sealed record RejectedResponse
{
    private static readonly ValueList<int> Ok = ValueList<int>.Of([200]);

    /// <summary>Where the response reports the rejection. Default: in its JSON.</summary>
    public RejectedResponseSource From { get; init; }

    /// <summary>
    /// A JSON pointer (RFC 6901) to the value that reports the rejection, such as <c>/error</c>, or the name of the
    /// header or trailer field, such as <c>grpc-status</c>.
    /// </summary>
    public required string Field { get; init; }

    /// <summary>The values, as text, that mean rejection, such as <c>invalid_auth</c>. At least one.</summary>
    public required IReadOnlyList<string> Values { get; init => field = ValueList<string>.Of(value); }

    /// <summary>The status codes of the responses that are examined. Default: 200.</summary>
    public IReadOnlyList<int> StatusCodes { get; init => field = ValueList<int>.Of(value ?? Ok); } = Ok;
}
