using Versori.Connectors.Generation.Reading;

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
        var taken = new UniqueNames();
        var missing = 0;
        foreach (var operation in operations)
        {
            if (operation.Node.Text("operationId")?.Trim() is not { Length: > 0 } id) missing++;
            else if (taken.TryTake(id)) _ids[operation] = id;
            else operation.Node.Warn($"The operationId '{id}' is a duplicate. An id is generated from the path.");
        }

        Operation? first = null;
        foreach (var operation in operations.Where(operation => !_ids.ContainsKey(operation)))
        {
            first ??= operation;
            operation.Node.Work.Step();
            _ids[operation] = taken.Take(Slug.Of($"{operation.Method} {operation.Path}"));
        }

        if (missing == 0) return;
        first!.Node.Warn(
            $"{missing} operations, of which this is the first, have no operationId. "
            + "Their ids are generated from their paths.");
    }

    public string this[Operation operation] => _ids[operation];
}
