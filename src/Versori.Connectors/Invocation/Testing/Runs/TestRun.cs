using System.Text.Json;

namespace Versori.Connectors.Invocation;

/// <summary>
/// One test of endpoints. Each endpoint is called once at most; its response supplies the values of others.
/// </summary>
internal sealed class TestRun(
    TestTarget target, IEndpointInvoker invoker, EndpointTestOptions options, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, EndpointTestResult> _results = new(StringComparer.Ordinal);
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private int _calls;

    public TestTarget Target => target;

    public EndpointTestOptions Options => options;

    /// <summary>The content of successful responses, by the endpoints' ids.</summary>
    public Dictionary<string, JsonElement> Contents { get; } = new(StringComparer.Ordinal);

    /// <summary>The values in the paths that were called, by the endpoints' ids.</summary>
    public Dictionary<string, PathValues> Paths { get; } = new(StringComparer.Ordinal);

    /// <summary>Values that were seen in responses, by the names of parameters that they fit.</summary>
    public KnownValues Known { get; } = new();

    /// <exception cref="ConnectorException">The endpoint is unknown.</exception>
    public ConnectorEndpoint Find(string endpointId)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpointId);
        return target.Find(endpointId).Endpoint;
    }

    public async Task<EndpointTestReport> TestAllAsync(DateTimeOffset startedAt)
    {
        foreach (var endpoint in TestOrder.Of(target.Endpoints)) await TestAsync(endpoint).ConfigureAwait(false);
        return new()
        {
            ConnectorId = target.Connector.Id,
            ConnectorVersion = target.Connector.Version,
            Template = target.Scope.Template,
            Connection = target.Route?.Connection.Id,
            TestedAt = startedAt,
            Results = [.. target.Endpoints.Select(endpoint => _results[endpoint.Id])],
        };
    }

    /// <summary>Whether the endpoint is being tested, so that it cannot supply values to itself.</summary>
    public bool IsRunning(ConnectorEndpoint endpoint) => _running.Contains(endpoint.Id);

    public async Task<EndpointTestResult> TestAsync(ConnectorEndpoint endpoint)
    {
        if (_results.TryGetValue(endpoint.Id, out var known)) return known;
        _running.Add(endpoint.Id);
        var result = await CallAsync(endpoint).ConfigureAwait(false);
        _running.Remove(endpoint.Id);
        _results[endpoint.Id] = result;
        return result;
    }

    private async Task<EndpointTestResult> CallAsync(ConnectorEndpoint endpoint)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!options.IncludesUnsafeMethods && !SafeEndpoints.IsSafe(endpoint))
        {
            return Skipped(endpoint, EndpointSkipReason.UnsafeMethod, SafeEndpoints.IsSafeMethod(endpoint)
                ? "Its name says that it changes something."
                : "Its method changes something.");
        }

        try
        {
            var (_, requests) = target.Find(endpoint.Id);
            var arguments = await TestArguments.CreateAsync(this, endpoint, requests).ConfigureAwait(false);
            if (arguments.Missing.Count > 0)
                return Skipped(endpoint, EndpointSkipReason.NoValue, arguments.MissingMessage());
            if (++_calls > options.MaximumCalls)
                return Skipped(endpoint, EndpointSkipReason.TooManyCalls, "The largest number of calls was reached.");
            return await CallAsync(endpoint, arguments).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            return TestJudge.Explain(target, endpoint, exception);
        }
    }

    private async Task<EndpointTestResult> CallAsync(ConnectorEndpoint endpoint, TestArguments arguments)
    {
        var call = target.Scope.Call(endpoint.Id) with
        {
            Arguments = arguments.Values,
            Options = new() { Timeout = options.Timeout, ContentType = arguments.ContentType },
        };
        var isStream = TestJudge.IsStream(endpoint);
        var response = isStream
            ? await OpenAsync(call, endpoint).ConfigureAwait(false)
            : await invoker.InvokeAsync(call, cancellationToken).ConfigureAwait(false);
        if (!isStream) Keep(endpoint, arguments, response);
        return TestJudge.Judge(target, endpoint, arguments, response, hasContent: !isStream);
    }

    // A stream of events does not end, and a file may be large. The headers show whether the endpoint works.
    private async Task<InvocationResult> OpenAsync(EndpointCall call, ConnectorEndpoint endpoint)
    {
        var stream = await invoker.InvokeStreamAsync(call, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            return new()
            {
                StatusCode = stream.StatusCode,
                Headers = stream.Headers,
                Request = stream.Request,
                Declared = ResponseMatch.Declared(endpoint, stream.StatusCode, stream.ContentType),
            };
        }
    }

    private void Keep(ConnectorEndpoint endpoint, TestArguments arguments, InvocationResult response)
    {
        if (!response.IsSuccess || DriftCheck.Parse(response) is not { } content) return;
        Contents[endpoint.Id] = content;
        Paths[endpoint.Id] = arguments.Path;
        Known.Add(endpoint, content);
    }

    private EndpointTestResult Skipped(ConnectorEndpoint endpoint, EndpointSkipReason reason, string message) => new()
    {
        EndpointId = endpoint.Id,
        Method = endpoint.Method.ToUpperInvariant(),
        Path = endpoint.Path,
        Outcome = EndpointTestOutcome.Skipped,
        SkipReason = reason,
        Message = message,
        MissingScopes = target.MissingScopesOf(endpoint),
    };
}
