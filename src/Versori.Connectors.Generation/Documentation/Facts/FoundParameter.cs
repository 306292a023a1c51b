using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>A parameter, or a member of a body, that a page describes.</summary>
internal sealed record FoundParameter
{
    public required string Name { get; init; }

    /// <summary>Where it is sent: <c>query</c>, <c>path</c>, <c>header</c> or <c>body</c>.</summary>
    public required string In { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Its type in JSON Schema, if the page has one.</summary>
    public string? Type { get; init; }

    public string? Description { get; init; }

    public required Stated Source { get; init; }

    /// <summary>Returns its JSON Schema.</summary>
    public JsonObject ToSchema()
    {
        var schema = new JsonObject();
        if (Type is not null) schema["type"] = Type;
        if (Description is not null && In == "body") schema["description"] = Description;
        return schema;
    }
}
