using Versori.Connectors.Invocation;

namespace Versori.Connectors;

/// <summary>The settings of one call to an endpoint.</summary>
public sealed record InvocationOptions
{
    /// <summary>
    /// How long the call may take, with everything that it needs: a refresh of the token, and the whole response, or
    /// its headers if it is read as a stream. Default: <see cref="VersoriConnectorsOptions.RequestTimeout"/>. Range:
    /// more than zero, up to one day.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Headers of the request, in addition to those of the arguments, or in place of them. Headers that frame or
    /// address a request, or carry credentials, are refused.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = value ?? RequestOptions.NoHeaders;
    } = RequestOptions.NoHeaders;

    /// <summary>
    /// The media type in which the body is written: one of those that the endpoint accepts, such as
    /// <c>application/xml</c>. Default: <c>multipart/form-data</c> if a file is given and the endpoint accepts it, else
    /// the first one of the definition.
    /// </summary>
    public string? ContentType { get; init; }

    /// <summary>
    /// The media types that the response may have (RFC 9110 §12.5.1), such as <c>text/csv</c>. Default: those of the
    /// endpoint's responses.
    /// </summary>
    public string? Accept { get; init; }

    /// <summary>
    /// Whether the arguments are sent without checking them against the endpoint's schemas. Names, required parameters
    /// and what HTTP does not allow are still checked. Default: no.
    /// </summary>
    public bool SkipsArgumentChecks { get; init; }
}
