using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Adds webhooks of the source to a draft, and removes them.</summary>
internal static class WebhookEdits
{
    private const int Listed = 5, Maximum = 500;

    public static DraftResult Add(PlannedConnector draft, ImportResult source, IReadOnlyList<string> ids)
    {
        var own = draft.Definition.Webhooks;
        var added = new List<WebhookDefinition>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (Find(draft.Definition, id) is not null) continue;
            if (Find(source.Definition, id) is not { } webhook)
                return DraftResult.Failed($"The source has no webhook '{id}'. {Has(source.Definition)}");
            added.Add(webhook);
        }

        if (added.Count == 0) return DraftResult.Failed("The draft has these webhooks already.");
        return own.Count + added.Count > Maximum
            ? DraftResult.Failed($"A draft has at most {Maximum} webhooks.")
            : With(draft, [.. own, .. added]);
    }

    public static DraftResult Remove(PlannedConnector draft, IReadOnlyList<string> ids)
    {
        var unknown = ids.Where(id => Find(draft.Definition, id) is null).Take(Listed).ToList();
        if (unknown.Count > 0)
        {
            return DraftResult.Failed(
                $"The draft has no webhook '{string.Join("', '", unknown)}'. {Has(draft.Definition)}");
        }

        return ids.Count == 0
            ? DraftResult.Failed("No webhook is named.")
            : With(draft, [.. draft.Definition.Webhooks.Where(one => !ids.Contains(one.Id, StringComparer.Ordinal))]);
    }

    public static WebhookDefinition? Find(ConnectorDefinition definition, string id) =>
        definition.Webhooks.FirstOrDefault(webhook => webhook.Id == id);

    private static string Has(ConnectorDefinition definition) => definition.Webhooks.Count == 0
        ? "It has none."
        : $"It has: {string.Join(", ", definition.Webhooks.Take(Listed).Select(webhook => webhook.Id))}"
            + $"{(definition.Webhooks.Count > Listed ? ", …" : "")}.";

    private static DraftResult With(PlannedConnector draft, IReadOnlyList<WebhookDefinition> webhooks) =>
        DraftResult.Done(draft with { Definition = draft.Definition with { Webhooks = [.. webhooks] } });
}
