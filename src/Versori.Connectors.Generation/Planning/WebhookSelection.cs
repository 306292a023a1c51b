namespace Versori.Connectors.Generation.Planning;

/// <summary>Selects the webhooks of a definition that requirements are about.</summary>
internal static class WebhookSelection
{
    // What messages call the thing itself, and no part of an event's name.
    private static readonly string[] General = ["webhook", "event", "notification"];

    /// <summary>
    /// Returns the plan with the webhooks whose names occur in the requirements with all of their words, so that
    /// "when an issue is opened" keeps <c>issue-opened</c>. Where no endpoint is chosen, those that share a word with
    /// the requirements are kept; all of them if none does.
    /// </summary>
    public static PlannedConnector Keep(PlannedConnector connector, string requirements)
    {
        var definition = connector.Definition;
        if (definition.Webhooks.Count == 0) return connector;
        var (whole, partial) = Match(definition.Webhooks, requirements);
        if (whole.Count == 0 && definition.Endpoints.Count == 0)
        {
            if (partial.Count == 0) return connector;
            whole = partial;
        }

        return connector with { Definition = definition with { Webhooks = whole } };
    }

    /// <summary>Returns the webhooks whose names occur in a text with all of their words.</summary>
    public static IReadOnlyList<WebhookDefinition> Named(IReadOnlyList<WebhookDefinition> webhooks, string text) =>
        Match(webhooks, text).Whole;

    /// <summary>
    /// Returns the webhooks whose names occur in a text with all of their words; those that share a word with it if
    /// there are none.
    /// </summary>
    public static IReadOnlyList<WebhookDefinition> Matching(IReadOnlyList<WebhookDefinition> webhooks, string text)
    {
        var (whole, partial) = Match(webhooks, text);
        return whole.Count > 0 ? whole : partial;
    }

    private static (List<WebhookDefinition> Whole, List<WebhookDefinition> Partial) Match(
        IReadOnlyList<WebhookDefinition> webhooks, string text)
    {
        var wanted = Words.Split(text).Select(Vocabulary.Term).ToHashSet(StringComparer.Ordinal);
        var terms = webhooks.Select(webhook => (Webhook: webhook, Terms: TermsOf(webhook))).ToList();
        return (
            [.. terms.Where(item => item.Terms.TrueForAll(wanted.Contains)).Select(item => item.Webhook)],
            [.. terms.Where(item => item.Terms.Exists(wanted.Contains)).Select(item => item.Webhook)]);
    }

    private static List<string> TermsOf(WebhookDefinition webhook)
    {
        var words = Words.Split(webhook.Id);
        var own = words.Where(word => !Vocabulary.IsStopWord(word) && !General.Contains(word, StringComparer.Ordinal))
            .ToList();
        return [.. (own.Count == 0 ? words : own).Select(Vocabulary.Term)];
    }
}
