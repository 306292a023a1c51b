namespace Versori.Connectors;

/// <summary>The test of one endpoint.</summary>
public sealed record EndpointTestResult
{
    /// <summary>The endpoint's id.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path of the endpoint, with the names of its parameters.</summary>
    public required string Path { get; init; }

    /// <summary>What the test showed.</summary>
    public required EndpointTestOutcome Outcome { get; init; }

    /// <summary>Why the endpoint was not called; <see langword="null"/> if it was.</summary>
    public EndpointSkipReason? SkipReason { get; init; }

    /// <summary>The HTTP status of the response; <see langword="null"/> if there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What a person should know: why it was skipped, or what went wrong. Contains no secrets.</summary>
    public string? Message { get; init; }

    /// <summary>The error of a call without a response, or whose arguments were refused.</summary>
    public ConnectorError? Error { get; init; }

    /// <summary>
    /// The scopes that the endpoint needs and the connection lacks, as far as both are known. Also known for endpoints
    /// that were skipped.
    /// </summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];

    /// <summary>Where the response differs from what the definition states.</summary>
    public IReadOnlyList<ResponseDrift> Drift { get; init; } = [];

    /// <summary>The statements of the definition that the test verified.</summary>
    public IReadOnlyList<EndpointFact> Verified { get; init; } = [];

    /// <summary>Where the arguments of the call came from, by their names.</summary>
    public IReadOnlyDictionary<string, ExampleOrigin> Origins { get; init; } =
        new Dictionary<string, ExampleOrigin>(StringComparer.Ordinal);

    /// <summary>
    /// The endpoints whose responses supplied arguments (<see cref="ExampleOrigin.Response"/>), by the names of the
    /// arguments.
    /// </summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The time from sending the request until the response was received.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>
    /// The request as it was sent, with its secrets redacted; <see langword="null"/> if none was sent.
    /// </summary>
    public SentRequest? Request { get; init; }

    /// <summary>The outcome, the method and the path.</summary>
    public override string ToString() => $"{Outcome}: {Method} {Path}";
}
