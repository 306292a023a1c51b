namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Assigns a unique id to every operation: its <c>operationId</c>, or an id generated from its method and path, for
/// example <c>get-repos-owner-repo-issues</c>. A generated id does not change when other operations are added.
/// </summary>
internal sealed class EndpointIds
{
    private readonly Dictionary<Operation, string> _ids = [];

    public EndpointIds(IReadOnlyList<Operation> operations)
    {
        // The ids of the document are assigned first, so that a generated id never takes one of them.
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var missing = 0;
        foreach (var operation in operations)
        {
            if (operation.Node.Text("operationId")?.Trim() is not { Length: > 0 } id) missing++;
            else if (taken.Add(id)) _ids[operation] = id;
            else operation.Node.Warn($"The operationId '{id}' is a duplicate. An id is generated from the path.");
        }

        Operation? first = null;
        foreach (var operation in operations.Where(operation => !_ids.ContainsKey(operation)))
        {
            first ??= operation;
            var generated = Slug.Of($"{operation.Method} {operation.Path}");
            var id = generated;
            for (var i = 2; !taken.Add(id); i++) id = $"{generated}-{i}";
            _ids[operation] = id;
        }

        if (missing == 0) return;
        first!.Node.Warn(
            $"{missing} operations, of which this is the first, have no operationId. "
            + "Their ids are generated from their paths.");
    }

    public string this[Operation operation] => _ids[operation];
}
