using Versori.Connectors.Invocation;

namespace Versori.Connectors.Http;

/// <summary>When requests of a connector are sent again after a failure that may be temporary.</summary>
internal sealed class RetryPolicy
{
    /// <summary>
    /// Statuses that may be temporary (RFC 9110 §15.5.9 and §15.6, RFC 6585 §4). <see cref="ResponseClassifier"/> hands
    /// over responses with them.
    /// </summary>
    public static readonly IReadOnlyList<int> TransientStatuses = [408, 429, 500, 502, 503, 504];

    private static readonly HashSet<string> IdempotentMethods =
        new(StringComparer.OrdinalIgnoreCase) { "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY" };

    private readonly IReadOnlyList<int> _statuses;
    private readonly string _idempotencyHeader;

    private RetryPolicy(ConnectorRetry retry, VersoriConnectorsOptions options)
    {
        _statuses = retry.StatusCodes.Count > 0 ? retry.StatusCodes : TransientStatuses;
        _idempotencyHeader = retry.IdempotencyHeader;
        MaximumRetries = retry.MaximumRetries ?? options.MaximumRetries;
        MaximumWait = options.MaximumRetryWait;
        NeedsAllResponses = MaximumRetries > 0 && _statuses.Any(status => !TransientStatuses.Contains(status));
    }

    /// <summary>How often a request is sent again.</summary>
    public int MaximumRetries { get; }

    /// <summary>The longest wait before a request is sent again.</summary>
    public TimeSpan MaximumWait { get; }

    /// <summary>Whether responses of any status may need handling.</summary>
    public bool NeedsAllResponses { get; }

    public static RetryPolicy Of(ConnectorDefinition definition, VersoriConnectorsOptions options) =>
        new(definition.Retry ?? new(), options);

    /// <summary>Whether a response may be the result of a temporary failure.</summary>
    public bool IsTransient(HttpResponseMessage response) => _statuses.Contains((int)response.StatusCode);

    /// <summary>Whether a request has the same effect when it is sent twice (RFC 9110 §9.2.2).</summary>
    public bool IsRepeatable(HttpRequestMessage request, ConnectorEndpoint? endpoint) =>
        endpoint?.Repeatable
        ?? (IdempotentMethods.Contains(request.Method.Method)
            || request.Headers.NonValidated.Contains(_idempotencyHeader)
            || (endpoint is not null && GraphQLDocuments.IsQuery(endpoint)));

    /// <summary>
    /// Whether a network failure may be temporary. A certificate that is not trusted now will not be later.
    /// </summary>
    public static bool IsTransient(HttpRequestException exception) => exception.HttpRequestError
        is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.ResponseEnded
        or HttpRequestError.HttpProtocolError
        or HttpRequestError.ProxyTunnelError
        or HttpRequestError.Unknown;
}
