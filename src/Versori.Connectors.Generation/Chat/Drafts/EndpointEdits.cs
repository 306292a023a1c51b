using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Planning;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Generation.Chat;

/// <summary>Adds endpoints of the source to a draft, and removes them.</summary>
internal static class EndpointEdits
{
    private const int Listed = 5, Maximum = 500;

    public static DraftResult Add(
        PlannedConnector draft, ImportResult source, IReadOnlyList<string> ids, EditReason reason)
    {
        var chosen = Chosen(draft);
        var added = new List<ConnectorEndpoint>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (draft.Endpoints.Contains(id, StringComparer.Ordinal)) continue;
            var endpoint = Find(draft.Definition, id) ?? Find(source.Definition, id);
            if (endpoint is null) return DraftResult.Failed($"The source has no endpoint '{id}'.");
            added.Add(endpoint);
        }

        if (added.Count == 0) return DraftResult.Failed("The draft has these endpoints already.");
        if (chosen.Count + added.Count > Maximum)
            return DraftResult.Failed($"A draft has at most {Maximum} endpoints.");
        var choices = added.Select(endpoint => Choice(draft, endpoint, reason));
        return DraftResult.Done(DraftDefinition.With(draft, source, [.. chosen, .. added]) with
        {
            Choices = [.. draft.Choices, .. choices],
            Suggestions = [.. draft.Suggestions.Where(item => added.TrueForAll(other => other.Id != item.EndpointId))],
        });
    }

    public static DraftResult Remove(PlannedConnector draft, ImportResult source, IReadOnlyList<string> ids)
    {
        var unknown = ids.Where(id => !draft.Endpoints.Contains(id, StringComparer.Ordinal)).Take(Listed).ToList();
        if (unknown.Count > 0)
            return DraftResult.Failed($"The draft has no endpoint '{string.Join("', '", unknown)}'.");
        if (ids.Count == 0) return DraftResult.Failed("No endpoint is named.");
        var kept = Chosen(draft).Where(endpoint => !ids.Contains(endpoint.Id, StringComparer.Ordinal)).ToList();
        var removed = draft.Choices.Where(choice => ids.Contains(choice.EndpointId, StringComparer.Ordinal)).ToList();
        // What the integration had stays in the central connector, which others use.
        var shared = removed.Where(choice => choice.IsExisting).Select(choice => choice.EndpointId);
        var dropped = ids.Except(shared, StringComparer.Ordinal).ToList();
        // The check endpoint may go with the others.
        var isCheckDropped = draft.Definition.CheckEndpoint is { } check
            && dropped.Contains(check, StringComparer.Ordinal);
        var without = isCheckDropped || kept.Count == 0
            ? draft with { Definition = draft.Definition with { CheckEndpoint = null } }
            : draft;
        return DraftResult.Done(DraftDefinition.With(without, source, kept, dropped: dropped) with
        {
            Choices = [.. draft.Choices.Where(choice => !ids.Contains(choice.EndpointId, StringComparer.Ordinal))],
            Suggestions = [.. removed, .. draft.Suggestions],
        });
    }

    /// <summary>
    /// Whether an endpoint may change something. A GET whose name says so does, whatever RFC 9110 §9.2.1 says.
    /// </summary>
    public static bool MayChange(ConnectorEndpoint endpoint) => !WriteRules.IsRead(new(endpoint))
        || (SafeEndpoints.IsSafeMethod(endpoint) && SafeEndpoints.HasChangingName(endpoint));

    public static DraftResult SetCheck(PlannedConnector draft, ImportResult source, string id)
    {
        var endpoint = Find(draft.Definition, id) ?? Find(source.Definition, id);
        if (endpoint is null) return DraftResult.Failed($"The source has no endpoint '{id}'.");
        if (MayChange(endpoint)) return DraftResult.Failed($"'{id}' does not only read.");
        return DraftResult.Done(DraftDefinition.With(draft, source, Chosen(draft), endpoint));
    }

    /// <summary>Returns the plan of a draft whose definition was edited: it has what the definition has.</summary>
    public static PlannedConnector Follow(PlannedConnector draft, ConnectorDefinition definition)
    {
        var before = draft.Definition.Endpoints.Select(endpoint => endpoint.Id).ToHashSet(StringComparer.Ordinal);
        var after = definition.Endpoints.Select(endpoint => endpoint.Id).ToHashSet(StringComparer.Ordinal);
        var added = definition.Endpoints.Where(endpoint => !before.Contains(endpoint.Id)).ToList();
        return draft with
        {
            Endpoints = [.. draft.Endpoints.Where(after.Contains), .. added.Select(endpoint => endpoint.Id)],
            Choices =
            [
                .. draft.Choices.Where(choice => after.Contains(choice.EndpointId)),
                .. added.Select(endpoint => Choice(draft, endpoint, EditReason.None)),
            ],
        };
    }

    public static ConnectorEndpoint? Find(ConnectorDefinition definition, string id) =>
        definition.Endpoints.FirstOrDefault(endpoint => endpoint.Id == id);

    /// <summary>Returns the endpoints that the integration needs, in their order.</summary>
    public static IReadOnlyList<ConnectorEndpoint> Chosen(PlannedConnector draft) =>
        [.. draft.Endpoints.Select(id => Find(draft.Definition, id)).OfType<ConnectorEndpoint>()];

    // The reason that comparing words gave says more than none.
    private static PlannedEndpoint Choice(PlannedConnector draft, ConnectorEndpoint endpoint, EditReason reason)
    {
        var suggested = draft.Suggestions.FirstOrDefault(item => item.EndpointId == endpoint.Id);
        return new()
        {
            EndpointId = endpoint.Id,
            Method = endpoint.Method,
            Path = endpoint.Path,
            Score = suggested?.Score ?? 0,
            Reason = reason.Text.Length > 0 ? reason.Text : suggested?.Reason ?? "Chosen by a person.",
            RequiresConfirmation = !WriteRules.IsRead(new(endpoint)),
            IsModelChoice = reason.IsModelChoice,
        };
    }
}
