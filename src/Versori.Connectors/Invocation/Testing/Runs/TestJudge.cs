namespace Versori.Connectors.Invocation;

/// <summary>Decides what a response shows about an endpoint.</summary>
internal static class TestJudge
{
    /// <summary>Whether the response is read as a stream: events that do not end, or a file.</summary>
    public static bool IsStream(ConnectorEndpoint endpoint)
    {
        var success = endpoint.Responses.FirstOrDefault(response => response.Status.StartsWith('2'));
        return success?.ContentType is { Length: > 0 } type
            && MediaType.Of(type) is MediaKind.EventStream or MediaKind.Binary;
    }

    public static EndpointTestResult Judge(
        TestTarget target,
        ConnectorEndpoint endpoint,
        TestArguments arguments,
        InvocationResult response,
        bool hasContent)
    {
        var drift = hasContent
            ? DriftCheck.Find(target, endpoint, response)
            : DriftCheck.OfHeaders(endpoint, response);
        var missing = response.MissingScopes.Count > 0 ? response.MissingScopes
            : response.IsSuccess ? []
            : target.MissingScopesOf(endpoint);
        var isRedirect = response.StatusCode is >= 300 and <= 399
            && ResponseMatch.Find(endpoint, response.StatusCode) is { Status: not "default" };
        var outcome = isRedirect ? EndpointTestOutcome.Works : OutcomeOf(response, arguments, drift, missing);
        return Result(endpoint) with
        {
            Outcome = outcome,
            StatusCode = response.StatusCode,
            Message = MessageOf(outcome, response),
            Error = isRedirect ? null : response.Error,
            MissingScopes = missing,
            Drift = drift,
            Verified = response.IsSuccess ? [.. Facts(target, endpoint, arguments, response, drift, hasContent)] : [],
            Origins = arguments.Origins,
            Sources = arguments.Sources,
            Duration = response.Duration,
            Request = response.Request,
        };
    }

    public static EndpointTestResult Explain(
        TestTarget target, ConnectorEndpoint endpoint, ConnectorException exception)
    {
        var isRefused = exception.Error.Code == ConnectorErrorCode.InvalidArgument;
        return Result(endpoint) with
        {
            Outcome = exception.Error.Code switch
            {
                ConnectorErrorCode.InvalidArgument => EndpointTestOutcome.Skipped,
                ConnectorErrorCode.NeedsReauthorization => EndpointTestOutcome.Unauthorized,
                ConnectorErrorCode.Limited => EndpointTestOutcome.Inconclusive,
                _ => EndpointTestOutcome.Failed,
            },
            SkipReason = isRefused ? EndpointSkipReason.InvalidArguments : null,
            Message = isRefused ? $"{exception.Error.Location}: {exception.Error.Message}" : exception.Error.Message,
            Error = exception.Error,
            MissingScopes = target.MissingScopesOf(endpoint),
        };
    }

    private static EndpointTestResult Result(ConnectorEndpoint endpoint) => new()
    {
        EndpointId = endpoint.Id,
        Method = endpoint.Method.ToUpperInvariant(),
        Path = endpoint.Path,
        Outcome = EndpointTestOutcome.Failed,
    };

    private static EndpointTestOutcome OutcomeOf(
        InvocationResult response,
        TestArguments arguments,
        IReadOnlyList<ResponseDrift> drift,
        IReadOnlyList<string> missingScopes)
    {
        if (response.IsSuccess) return drift.Count == 0 ? EndpointTestOutcome.Works : EndpointTestOutcome.Drifted;
        if (response.Outcome == ResponseOutcome.Reauthorize) return EndpointTestOutcome.Unauthorized;

        // Some systems return 404 for what a credential may not see.
        if (response.StatusCode == 403 || (response.StatusCode == 404 && missingScopes.Count > 0))
            return EndpointTestOutcome.LacksAccess;
        var isTemporary = response.Outcome is ResponseOutcome.Limited or ResponseOutcome.Retry;
        var isRefusal = response.StatusCode is >= 400 and <= 499 && !arguments.AreCertain;
        return isTemporary || isRefusal ? EndpointTestOutcome.Inconclusive : EndpointTestOutcome.Failed;
    }

    private static string? MessageOf(EndpointTestOutcome outcome, InvocationResult response)
    {
        var stated = response.Error?.ServerMessage;
        return outcome switch
        {
            EndpointTestOutcome.Works or EndpointTestOutcome.Drifted => null,
            EndpointTestOutcome.Inconclusive when response.Error?.IsTransient == true =>
                With("The system limits calls or is not able to respond now.", stated),
            EndpointTestOutcome.Inconclusive => With(
                "The system refused arguments that were made up or are examples. Give real ones.", stated),
            EndpointTestOutcome.Unauthorized => With("The system does not accept the credential.", stated),
            EndpointTestOutcome.LacksAccess => With("The credential may not call it.", stated),
            _ => response.Error?.Message,
        };
    }

    private static string With(string message, string? stated) =>
        stated is null ? message : $"{message} The system states: \"{stated}\".";

    private static IEnumerable<EndpointFact> Facts(
        TestTarget target,
        ConnectorEndpoint endpoint,
        TestArguments arguments,
        InvocationResult response,
        IReadOnlyList<ResponseDrift> drift,
        bool hasContent)
    {
        yield return EndpointFact.Address;
        if (target.IsAuthenticated(endpoint))
        {
            yield return EndpointFact.Credential;
            if (target.NeedsScopes(endpoint)) yield return EndpointFact.Scopes;
        }

        if (arguments.Values.Count > 0) yield return EndpointFact.Arguments;
        if (ResponseMatch.Find(endpoint, response.StatusCode) is null) yield break;
        yield return EndpointFact.ResponseStatus;
        if (response.Declared is not { ContentType: { Length: > 0 } declared } || response.ContentType is not { } type)
            yield break;
        if (DriftCheck.IsDeclared(declared, type)) yield return EndpointFact.ResponseMediaType;
        var isMatch = hasContent && drift.Count == 0 && response.Declared.Schema is not null;
        if (isMatch && DriftCheck.Parse(response) is not null) yield return EndpointFact.ResponseSchema;
    }
}
