using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// When requests are sent again after a failure that may be temporary. Only requests that are safe to repeat are: those
/// with an idempotent method (RFC 9110 §9.2.2), with an idempotency key, or of an endpoint that is
/// <see cref="ConnectorEndpoint.Repeatable"/>.
/// </summary>
public sealed record ConnectorRetry
{
    /// <summary>
    /// How often a request is sent again at most. 0: never. Default: the host's setting,
    /// <c>VersoriConnectorsOptions.MaximumRetries</c>. Range: 0 to 10.
    /// </summary>
    public int? MaximumRetries { get; init; }

    /// <summary>
    /// The statuses after which a request is sent again. Default: empty, for 408, 429, 500, 502, 503 and 504.
    /// </summary>
    public IReadOnlyList<int> StatusCodes { get; init => field = ValueList<int>.Of(value); } = ValueList<int>.Empty;

    /// <summary>
    /// The header that makes a request of any method safe to repeat, because the system executes requests with the same
    /// value once. Default: <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header).
    /// </summary>
    public string IdempotencyHeader { get; init; } = "Idempotency-Key";
}
