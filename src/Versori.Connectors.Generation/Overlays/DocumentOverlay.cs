using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>Applies an overlay to a document (Overlay Specification 1.1, Action Object).</summary>
internal sealed class DocumentOverlay
{
    // Copies of copies grow without limit.
    private const int MaximumAdded = 1_000_000;

    private readonly JsonNode _root;
    private int _added;

    private DocumentOverlay(JsonNode root) => _root = root;

    public static (ReadOnlyMemory<byte> Content, IReadOnlyList<OverlayOutcome> Outcomes) Apply(
        OpenApiOverlay overlay, ReadOnlyMemory<byte> content, int limit, Work work)
    {
        using var document = DocumentParser.Parse(content, limit, work);
        var root = Nodes.Of(document.Root)!.AsObject();
        var outcomes = new DocumentOverlay(root).Apply(overlay, work);
        var buffer = new ArrayBufferWriter<byte>(content.Length);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            root.WriteTo(writer);
        }

        return (buffer.WrittenMemory, outcomes);
    }

    private List<OverlayOutcome> Apply(OpenApiOverlay overlay, Work work)
    {
        var outcomes = new List<OverlayOutcome>();
        foreach (var (index, action) in overlay.Actions.Index())
        {
            work.Step();
            var problem = Problem(action);
            outcomes.Add(new()
            {
                Kind = problem is null ? OverlayOutcomeKind.Applied : OverlayOutcomeKind.NotApplied,
                Pointer = $"/actions/{index}",
                Target = action.Target,
                Message = problem ?? "The action was applied.",
            });
        }

        return outcomes;
    }

    // Applies an action. Returns why it was not, or not everywhere.
    private string? Problem(OverlayAction action)
    {
        var places = JsonPathParser.Parse(action.Target).Select(_root);
        if (places is null) return "The target selects too many values. Name the place.";
        if (places.Count == 0) return "The target does not exist in this version of the document.";
        if (action.Remove) return Remove(places);
        if (action.Update is { } update) return Update(places, Nodes.Of(update.Root));
        var sources = JsonPathParser.Parse(action.Copy!).Select(_root);
        return sources is [var source]
            ? Update(places, source.Value)
            : $"'copy' must select one value, but selects {(sources is null ? "too many" : $"{sources.Count}")}.";
    }

    // Items are removed from the end of their list, so that the others keep their indexes.
    private static string? Remove(IReadOnlyList<NodePlace> places)
    {
        if (places.Any(place => place.IsRoot)) return "The whole document cannot be removed.";
        foreach (var place in places.OrderByDescending(place => place.Index))
        {
            if (place.Name is { } name) place.Owner.AsObject().Remove(name);
            else if (place.Index < place.Owner.AsArray().Count) place.Owner.AsArray().RemoveAt(place.Index);
        }

        return null;
    }

    private string? Update(IReadOnlyList<NodePlace> places, JsonNode? value)
    {
        const string tooMuch = "The overlay adds too much to the document.";
        if (_added > MaximumAdded) return tooMuch;
        var size = Nodes.Count(value);
        foreach (var place in places)
        {
            if ((_added += size) > MaximumAdded) return tooMuch;
            var problem = (place.Value, value) switch
            {
                (JsonObject members, JsonObject added) => Merge(members, added),
                (JsonObject, _) => "The target is an object, which only an object can update.",
                (JsonArray items, JsonArray added) when value!.Root == _root => Append(items, added),
                (JsonArray items, _) => Append(items, [value?.DeepClone()]),
                (_, JsonObject or JsonArray) => "The target is a single value, which only a single value can update.",
                _ => Replace(place, value),
            };
            if (problem is not null) return problem;
        }

        return null;
    }

    private static string? Replace(NodePlace place, JsonNode? value)
    {
        place.Replace(value?.DeepClone());
        return null;
    }

    private static string? Append(JsonArray items, JsonArray added)
    {
        if (Nodes.Depth(items) + Nodes.Height(added) > DocumentParser.MaximumDepth) return TooDeep;
        foreach (var item in added.ToList()) items.Add(item?.DeepClone());
        return null;
    }

    private const string TooDeep = "The document would nest too deeply.";

    private static string? Merge(JsonObject members, JsonObject added)
    {
        if (Nodes.Depth(members) + Nodes.Height(added) > DocumentParser.MaximumDepth) return TooDeep;
        // An object may be copied into a part of itself.
        foreach (var (name, value) in added.DeepClone().AsObject().ToList())
        {
            switch (members[name], value)
            {
                case (JsonObject inner, JsonObject other):
                    Merge(inner, other);
                    break;
                case (JsonArray items, JsonArray others):
                    foreach (var item in others.ToList()) items.Add(item?.DeepClone());
                    break;
                default:
                    members[name] = value?.DeepClone();
                    break;
            }
        }

        return null;
    }
}
