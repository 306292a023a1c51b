using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Versori.Connectors.Generation.Overlays;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Generation.Chat;

/// <summary>
/// What undoing an applied change needs: the edits of the definition in the other direction, which are small even if
/// the definition is not, and the rest of the draft as it was.
/// </summary>
internal static class DraftUndo
{
    private const string Overlay = "overlay", Draft = "draft", Order = "order";

    /// <summary>Records how to return from a draft to the one before it.</summary>
    public static JsonFragment Record(PlannedConnector before, PlannedConnector after)
    {
        // The definition is not repeated.
        var rest = before with
        {
            Definition = new() { Id = before.Definition.Id, Title = "", BaseUrl = "" },
        };
        var node = new JsonObject
        {
            [Overlay] = JsonNode.Parse(OpenApiOverlay.Record(after.Definition, before.Definition).ToJson()),
            [Draft] = JsonSerializer.SerializeToNode(rest, Contract),
            [Order] = new JsonArray([.. before.Definition.Endpoints.Select(endpoint => (JsonNode)endpoint.Id)]),
        };
        return JsonFragment.Parse(node.ToJsonString());
    }

    /// <summary>Returns the draft before a change; <see langword="null"/> if it cannot be made.</summary>
    public static PlannedConnector? Apply(PlannedConnector current, JsonFragment undo)
    {
        var root = undo.Root;
        var overlay = OpenApiOverlay.Parse(root.GetProperty(Overlay).GetRawText());
        var (definition, outcomes) = EditOverlay.Apply(current.Definition, overlay);
        if (outcomes.Any(outcome => outcome.Kind == OverlayOutcomeKind.NotApplied)) return null;
        var order = root.GetProperty(Order).EnumerateArray().Select((id, at) => (Id: id.GetString()!, At: at))
            .ToDictionary(item => item.Id, item => item.At, StringComparer.Ordinal);
        var rest = root.GetProperty(Draft).Deserialize(Contract)!;
        return rest with
        {
            Definition = definition with
            {
                Endpoints = [.. definition.Endpoints.OrderBy(endpoint =>
                    order.GetValueOrDefault(endpoint.Id, int.MaxValue))],
            },
        };
    }

    private static JsonTypeInfo<PlannedConnector> Contract =>
        (JsonTypeInfo<PlannedConnector>)ConnectorJson.Options.GetTypeInfo(typeof(PlannedConnector));
}
