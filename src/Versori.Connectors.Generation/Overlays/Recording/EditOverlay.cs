using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi.Export;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>Applies recorded edits to a definition that was imported from a later version.</summary>
internal sealed class EditOverlay
{
    private const int MaximumListed = 10;

    private readonly List<ConnectorEndpoint> _endpoints;
    private readonly OperationPlaces _places;
    private readonly Dictionary<ConnectorEndpoint, ConnectorEndpoint?> _edited =
        new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<string, ConnectorEndpoint> _byId;
    private ConnectorDefinition _definition;

    private EditOverlay(ConnectorDefinition definition)
    {
        _definition = definition;
        _endpoints = [.. definition.Endpoints];
        _places = OperationPlaces.Of(_endpoints);
        _byId = _endpoints.DistinctBy(endpoint => endpoint.Id, StringComparer.Ordinal)
            .ToDictionary(endpoint => endpoint.Id, StringComparer.Ordinal);
    }

    public static (ConnectorDefinition Definition, IReadOnlyList<OverlayOutcome> Outcomes) Apply(
        ConnectorDefinition definition, OpenApiOverlay overlay)
    {
        var run = new EditOverlay(definition);
        // What is removed and renamed first makes its id free for what is added.
        var outcomes = overlay.Actions.Index()
            .OrderBy(item => IsAddition(item.Item))
            .Select(item => (item.Index, Outcome: run.Apply(item.Item, $"/actions/{item.Index}")))
            .OrderBy(item => item.Index)
            .Select(item => item.Outcome)
            .ToList();
        return (run.Result(), outcomes);
    }

    private static bool IsAddition(OverlayAction action) => Names(action) is ["paths"];

    private static IReadOnlyList<string>? Names(OverlayAction action) => JsonPathParser.Parse(action.Target).Names();

    private ConnectorDefinition Result() => _definition with
    {
        Endpoints = [.. _endpoints.Select(Edited).OfType<ConnectorEndpoint>()],
    };

    private ConnectorEndpoint? Edited(ConnectorEndpoint endpoint) =>
        _edited.TryGetValue(endpoint, out var edited) ? edited : endpoint;

    private OverlayOutcome Apply(OverlayAction action, string pointer)
    {
        var (kind, message) = (Names(action), action) switch
        {
            ([], { Update: { } update }) => ChangeConnector(update, action.Before),
            (["paths"], { Update: { } update, EndpointId: { } id }) => Add(update, id),
            (["paths", ..] names, { Copy: null }) => ApplyToEndpoint(names, action),
            _ => (OverlayOutcomeKind.NotApplied,
                "An overlay that records edits has actions for the connector and its operations only. Keep other "
                + "actions in an overlay of their own."),
        };
        return new() { Kind = kind, Pointer = pointer, Target = action.Target, Message = message };
    }

    private (OverlayOutcomeKind, string) ChangeConnector(JsonFragment update, JsonFragment? before)
    {
        if (Nodes.Member(Nodes.Of(update.Root), ExtensionNames.Connector) is not JsonObject changes)
            return (OverlayOutcomeKind.NotApplied, $"The update has no '{ExtensionNames.Connector}'.");
        var settings = Records.Settings(_definition);
        var run = new EditRun();
        run.Apply(settings, changes, Before(before), owner: null, $"/{ExtensionNames.Connector}");
        if (Records.With(_definition, settings, out var problem) is not { } changed)
            return (OverlayOutcomeKind.NotApplied, $"The edit does not fit this version: {problem}");
        _definition = changed;
        return Told(run, isMoved: false, "");
    }

    private (OverlayOutcomeKind, string) Add(JsonFragment update, string id)
    {
        if (Whole(Nodes.Of(update.Root)) is not { } value || Records.Endpoint(value, out _) is not { } added)
            return (OverlayOutcomeKind.NotApplied, $"The update has no '{ExtensionNames.Endpoint}' that can be read.");
        var existing = _endpoints.FirstOrDefault(endpoint => Edited(endpoint)?.Id == added.Id);
        if (existing is not null)
        {
            return Edited(existing) == added
                ? (OverlayOutcomeKind.Unneeded, "The source has the endpoint now.")
                : (OverlayOutcomeKind.NotApplied, $"The source has another endpoint with the id '{id}' now "
                    + $"({existing.Method} {existing.Path}). Change the id of the added one, or remove the action.");
        }

        _endpoints.Add(added);
        return _places.Has(added)
            ? (OverlayOutcomeKind.Conflict,
                $"The endpoint was added. The source has {added.Method} {added.Path} now, too.")
            : (OverlayOutcomeKind.Applied, "The endpoint was added.");
    }

    private static JsonObject? Whole(JsonNode? update)
    {
        var node = update;
        while (node is JsonObject { Count: 1 } single && !single.ContainsKey(ExtensionNames.Endpoint))
            node = single.First().Value;
        return Nodes.Member(Nodes.Member(node, ExtensionNames.Endpoint), ExtensionNames.Replace) as JsonObject;
    }

    private (OverlayOutcomeKind, string) ApplyToEndpoint(IReadOnlyList<string> names, OverlayAction action)
    {
        var (endpoint, isMoved) = Find(names, action.EndpointId);
        if (endpoint is null || Edited(endpoint) is not { } current)
        {
            return action.Remove
                ? (OverlayOutcomeKind.Unneeded, "The source no longer has the operation.")
                : (OverlayOutcomeKind.NotApplied, "The source no longer has the operation. The edit is kept in the "
                    + "overlay: change its target, or remove the action.");
        }

        var moved = isMoved ? $" It is {endpoint.Method} {endpoint.Path} now." : "";
        if (action.Remove)
        {
            _edited[endpoint] = null;
            return (isMoved ? OverlayOutcomeKind.Moved : OverlayOutcomeKind.Applied,
                $"The endpoint was removed.{moved}");
        }

        if (action.Update is not { } update
            || Nodes.Member(Nodes.Of(update.Root), ExtensionNames.Endpoint) is not JsonObject changes)
            return (OverlayOutcomeKind.NotApplied, $"The update has no '{ExtensionNames.Endpoint}'.");
        var run = new EditRun();
        var holder = new JsonObject { [ExtensionNames.Endpoint] = Records.Of(current) };
        var before = Before(action.Before) is { } known ? new JsonObject { [ExtensionNames.Endpoint] = known } : null;
        var wanted = new JsonObject { [ExtensionNames.Endpoint] = changes.DeepClone() };
        run.Apply(holder, wanted, before, owner: null, "");
        if (Records.Endpoint(holder[ExtensionNames.Endpoint]!.AsObject(), out var problem) is not { } edited)
            return (OverlayOutcomeKind.NotApplied, $"The edit does not fit this version: {problem}");
        var other = _endpoints.FirstOrDefault(item =>
            !ReferenceEquals(item, endpoint) && Edited(item)?.Id == edited.Id);
        if (other is not null)
            return (OverlayOutcomeKind.NotApplied, $"The source has another endpoint with the id '{edited.Id}' now.");
        _edited[endpoint] = edited;
        return Told(run, isMoved, moved);
    }

    private static JsonObject? Before(JsonFragment? before) =>
        before is null ? null : Nodes.Of(before.Root) as JsonObject;

    // An id is more than a place: the vendor may put another operation there.
    private (ConnectorEndpoint? Endpoint, bool IsMoved) Find(IReadOnlyList<string> names, string? id)
    {
        var there = _places.At(names);
        if (there is not null && (id is null || there.Id == id)) return (there, false);
        return id is not null && _byId.TryGetValue(id, out var moved) ? (moved, true) : (there, false);
    }

    private static (OverlayOutcomeKind, string) Told(EditRun run, bool isMoved, string moved)
    {
        if (run.Lost.Count > 0)
        {
            var rest = run.Applied > 0 ? " The other changes were applied." : "";
            return (OverlayOutcomeKind.NotApplied,
                $"What these changes belong to no longer exists: {Listed(run.Lost)}.{rest}{moved}");
        }

        if (run.Conflicts.Count > 0)
            return (OverlayOutcomeKind.Conflict,
                $"The edit was applied. The source changed these too: {Listed(run.Conflicts)}.{moved}");
        if (run.Applied == 0) return (OverlayOutcomeKind.Unneeded, $"The source has the same values now.{moved}");
        return isMoved
            ? (OverlayOutcomeKind.Moved, $"The edit was applied.{moved}")
            : (OverlayOutcomeKind.Applied, "The edit was applied.");
    }

    private static string Listed(List<string> pointers) => pointers.Count <= MaximumListed
        ? string.Join(", ", pointers)
        : $"{string.Join(", ", pointers.Take(MaximumListed))} and {pointers.Count - MaximumListed} others";
}
