using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Arguments, each at its place.</summary>
internal sealed class BoundArguments
{
    /// <summary>The values of parameters. Slots are compared by reference.</summary>
    public Dictionary<ParameterSlot, JsonNode> Parameters { get; } = [];

    /// <summary>The whole body as it was given.</summary>
    public object? Body { get; set; }

    /// <summary>The fields of the body as they were given, when it was not given whole.</summary>
    public OrderedDictionary<string, object?> Fields { get; } = new(StringComparer.Ordinal);
}
