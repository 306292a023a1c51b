using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Overlays;

/// <summary>The place of a value in a document: a member of an object, an item of a list, or the document.</summary>
/// <param name="Owner">The object or list; the document for the whole of it.</param>
/// <param name="Name">The name of the member.</param>
/// <param name="Index">The index of the item.</param>
internal readonly record struct NodePlace(JsonNode Owner, string? Name, int Index)
{
    public bool IsRoot => Name is null && Index < 0;

    public JsonNode? Value => IsRoot ? Owner : Name is { } name ? Owner.AsObject()[name] : Owner.AsArray()[Index];

    public static NodePlace Root(JsonNode root) => new(root, null, -1);

    public IEnumerable<NodePlace> Children() => Value switch
    {
        JsonObject members => members.Select(member => new NodePlace(members, member.Key, -1)),
        JsonArray items => Enumerable.Range(0, items.Count).Select(index => new NodePlace(items, null, index)),
        _ => [],
    };

    public void Replace(JsonNode? value)
    {
        if (Name is { } name) Owner.AsObject()[name] = value;
        else Owner.AsArray()[Index] = value;
    }
}
