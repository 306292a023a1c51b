namespace Versori.Connectors.Generation.Planning;

/// <summary>Selects the webhooks of a definition that requirements are about.</summary>
internal static class WebhookSelection
{
    /// <summary>
    /// Returns the definition with the webhooks whose names occur in the requirements with all of their words, so that
    /// "when an issue is opened" keeps <c>issue-opened</c>. A system that only sends webhooks keeps those that share a
    /// word with the requirements; all of them if none does.
    /// </summary>
    public static ConnectorDefinition Keep(ConnectorDefinition definition, bool hasEndpoints, string requirements)
    {
        if (definition.Webhooks.Count == 0) return definition;
        var wanted = Words.Split(requirements).Select(Vocabulary.Term).ToHashSet(StringComparer.Ordinal);
        var terms = definition.Webhooks.ToDictionary(webhook => webhook, TermsOf);
        var kept = definition.Webhooks.Where(webhook => terms[webhook].All(wanted.Contains)).ToList();
        if (kept.Count == 0 && !hasEndpoints)
        {
            kept = [.. definition.Webhooks.Where(webhook => terms[webhook].Exists(wanted.Contains))];
            if (kept.Count == 0) return definition;
        }

        return definition with { Webhooks = kept };
    }

    private static List<string> TermsOf(WebhookDefinition webhook)
    {
        var words = Words.Split(webhook.Id).Where(word => !Vocabulary.IsStopWord(word)).ToList();
        return [.. (words.Count == 0 ? Words.Split(webhook.Id) : words).Select(Vocabulary.Term)];
    }
}
