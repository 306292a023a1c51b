using Versori.Connectors.Invocation;

namespace Versori.Connectors.Http;

/// <summary>
/// The outcomes that a connector's rules state for responses, such as <c>200 {"ok":false,"error":"ratelimited"}</c>, as
/// far as the engine acts on them: it sends the request again, waits for a limit, or replaces the credential.
/// </summary>
internal sealed class StatedOutcomes
{
    private static readonly HttpRequestOptionsKey<Statement> Known = new("Versori.Connectors.StatedOutcome");

    private readonly ConnectorDefinition _definition;

    private StatedOutcomes(ConnectorDefinition definition) => _definition = definition;

    /// <summary>
    /// Returns the outcomes of a definition; <see langword="null"/> if none of its rules needs an action, so that its
    /// responses need not be read.
    /// </summary>
    public static StatedOutcomes? Of(ConnectorDefinition definition) =>
        NeedActions(definition.ResponseRules)
        || definition.Endpoints.Any(endpoint => NeedActions(endpoint.ResponseRules))
            ? new(definition)
            : null;

    /// <summary>Whether a rule of an endpoint or a connector needs an action.</summary>
    public static bool NeedActions(IReadOnlyList<ResponseRule> rules) => rules.Any(NeedsAction);

    /// <summary>
    /// Returns what the rules of a route state for a response; <see langword="null"/> if they state nothing to act on.
    /// The response is read once, and stays readable.
    /// </summary>
    /// <param name="route">The route.</param>
    /// <param name="request">The request that was sent.</param>
    /// <param name="response">Its response.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public static ValueTask<ResponseOutcome?> ReadAsync(
        Route route, HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (route.Outcomes is not { } outcomes) return default;
        if (request.Options.TryGetValue(Known, out var known) && ReferenceEquals(known.Response, response))
            return new(known.Outcome);
        var endpoint = CallInfo.Of(request)?.Endpoint ?? route.Endpoints?.Find(request, route.BaseAddress);
        return outcomes.ReadAsync(endpoint, request, response, cancellationToken);
    }

    private static bool NeedsAction(ResponseRule rule) =>
        rule.Outcome is ResponseOutcome.Retry or ResponseOutcome.Limited or ResponseOutcome.Reauthorize;

    private async ValueTask<ResponseOutcome?> ReadAsync(
        ConnectorEndpoint? endpoint,
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var rules = ResponseJudge.RulesFor(_definition, endpoint, status).ToArray();
        ResponseRule? rule = null;
        if (NeedActions(rules))
        {
            using var document = rules[0].Pointer is null
                ? null
                : await JsonPreview.ReadAsync(response, cancellationToken).ConfigureAwait(false);
            rule = ResponseJudge.FirstOf(rules, document?.RootElement);
        }

        var outcome = rule is not null && NeedsAction(rule) ? rule.Outcome : (ResponseOutcome?)null;
        request.Options.Set(Known, new(response, outcome));
        return outcome;
    }

    private sealed record Statement(HttpResponseMessage Response, ResponseOutcome? Outcome);
}
