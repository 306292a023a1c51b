using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Arguments that are assigned to parameters and the body.</summary>
internal sealed class BoundArguments
{
    /// <summary>The values of the parameters. Slots are compared by reference.</summary>
    public Dictionary<ParameterSlot, JsonNode> Parameters { get; } = [];

    /// <summary>The whole body as the caller passed it.</summary>
    public object? Body { get; set; }

    /// <summary>The fields of the body as the caller passed them, if the whole body was not passed.</summary>
    [field: System.Diagnostics.CodeAnalysis.AllowNull, System.Diagnostics.CodeAnalysis.MaybeNull]
    public OrderedDictionary<string, object?> Fields => field ??= new(StringComparer.Ordinal);
}
