using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi.Export;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>Records the difference between an import and an edited definition as an overlay.</summary>
internal static class EditRecorder
{
    public static OpenApiOverlay Record(ConnectorDefinition imported, ConnectorDefinition edited, bool keepsEndpoints)
    {
        var pairs = EndpointMatch.Of(imported.Endpoints, edited.Endpoints);
        var original = keepsEndpoints ? Trimmed(imported, pairs) : imported;
        var places = OperationPlaces.Of(imported.Endpoints);
        var actions = new List<OverlayAction>();
        AddConnector(original, edited, actions);
        foreach (var (former, current) in pairs)
        {
            if (former is null) AddEndpoint(current!, places, actions);
            else if (current is not null) Change(former, current, places, actions);
            else if (!keepsEndpoints) Remove(former, places, actions);
        }

        return new($"Edits of {imported.Title}", "1.0.0", extends: null, actions) { ConnectorId = edited.Id };
    }

    private static ConnectorDefinition Trimmed(
        ConnectorDefinition imported, IReadOnlyList<(ConnectorEndpoint? Former, ConnectorEndpoint? Current)> pairs)
    {
        var kept = pairs.Where(pair => pair is { Former: not null, Current: not null })
            .Select(pair => pair.Former!)
            .ToList();
        return DefinitionTrimmer.Trim(imported, kept, kept);
    }

    private static void AddConnector(
        ConnectorDefinition imported, ConnectorDefinition edited, List<OverlayAction> actions)
    {
        if (EditPatch.Between(Records.Settings(imported), Records.Settings(edited),
            owner: null) is not { } patch) return;
        actions.Add(new()
        {
            Target = JsonPath.Normalized(),
            Description = $"Changes the connector: {Listed(patch.Changes)}.",
            Update = Fragment(new() { [ExtensionNames.Connector] = patch.Changes }),
            Before = Fragment(patch.Before),
        });
    }

    private static void AddEndpoint(ConnectorEndpoint added, OperationPlaces places, List<OverlayAction> actions)
    {
        var names = places.New(added);
        JsonNode update = new JsonObject
        {
            ["operationId"] = added.Id,
            [ExtensionNames.Endpoint] = new JsonObject { [ExtensionNames.Replace] = Records.Of(added) },
        };
        // The path item need not exist, so that it is part of the update.
        foreach (var name in names.Skip(1).Reverse()) update = new JsonObject { [name] = update };
        actions.Add(new()
        {
            Target = JsonPath.Normalized(names[0]),
            Description = $"Adds the endpoint {added.Id} ({added.Method} {added.Path}).",
            EndpointId = added.Id,
            Update = Fragment(update.AsObject()),
        });
    }

    private static void Change(
        ConnectorEndpoint former, ConnectorEndpoint edited, OperationPlaces places, List<OverlayAction> actions)
    {
        if (former == edited) return;
        var was = Records.Of(former);
        var now = Records.Of(edited);
        if (EditPatch.Between(was, now, owner: null) is not { } patch) return;
        var applied = was.DeepClone().AsObject();
        new EditRun().Apply(applied, patch.Changes, patch.Before, owner: null, "");
        // Whatever cannot be stated member by member is kept as a whole.
        var isStated = Records.Endpoint(applied, out _) == edited;
        var changes = isStated ? patch.Changes : new() { [ExtensionNames.Replace] = now };
        actions.Add(new()
        {
            Target = JsonPath.Normalized(places.Of(former)),
            Description = $"Changes the endpoint {former.Id}: {Listed(patch.Changes)}.",
            EndpointId = former.Id,
            Update = Fragment(new() { [ExtensionNames.Endpoint] = changes }),
            Before = Fragment(isStated ? patch.Before : was),
        });
    }

    private static void Remove(ConnectorEndpoint removed, OperationPlaces places, List<OverlayAction> actions) =>
        actions.Add(new()
        {
            Target = JsonPath.Normalized(places.Of(removed)),
            Description = $"Removes the endpoint {removed.Id} ({removed.Method} {removed.Path}).",
            EndpointId = removed.Id,
            Remove = true,
        });

    private static string Listed(JsonObject changes) => string.Join(", ", changes.Select(change => change.Key));

    private static JsonFragment Fragment(JsonObject value) => JsonFragment.Parse(value.ToJsonString());
}
