using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// One request of a <see cref="SessionTokenAuth"/>, or a request that checks a credential or captures values
/// (<see cref="AuthMethod.CheckRequests"/>, <see cref="AuthMethod.CaptureRequests"/>).
/// </summary>
public sealed record AuthRequest
{
    private static readonly ValueList<int> WrongCredential = ValueList<int>.Of([401, 403]);

    /// <summary>The HTTP method. Default: <c>POST</c>.</summary>
    public string Method { get; init => field = value ?? "POST"; } = "POST";

    /// <summary>The absolute URL; an expression.</summary>
    public required string Url { get; init; }

    /// <summary>The query parameters by name. The values are expressions and are percent-encoded.</summary>
    public IReadOnlyDictionary<string, string> Query
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>The headers by name. The values are expressions.</summary>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;

    /// <summary>The content, if any.</summary>
    public AuthRequestBody? Body { get; init; }

    /// <summary>The condition for success. Default: a status code from 200 to 299.</summary>
    public SuccessCondition Success { get; init => field = value ?? new(); } = new();

    /// <summary>
    /// The status codes that mean that the credential is wrong, so that the request is not retried. Default: 401 and
    /// 403. The status codes 408, 429 and 5xx are always treated as transient.
    /// </summary>
    public IReadOnlyList<int> InvalidCredentialStatusCodes
    {
        get;
        init => field = ValueList<int>.Of(value ?? WrongCredential);
    } = WrongCredential;

    /// <summary>The values to extract from the response. Default: none.</summary>
    public IReadOnlyList<ExtractedValue> ExtractedValues
    {
        get;
        init => field = ValueList<ExtractedValue>.Of(value);
    } = ValueList<ExtractedValue>.Empty;
}
