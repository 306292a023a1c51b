using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Assigns a unique id to every operation: its <c>operationId</c>, or an id generated from its method and path, for
/// example <c>get-repos-owner-repo-issues</c>. A generated id does not change when other operations are added.
/// </summary>
internal sealed class EndpointIds
{
    private readonly Dictionary<Operation, string> _ids = [];

    /// <param name="operations">The operations, in their order in the document.</param>
    /// <param name="given">
    /// The ids by method and path, if the operations are only some of a document's. Default: none.
    /// </param>
    public EndpointIds(
        IReadOnlyList<Operation> operations, IReadOnlyDictionary<(string, string), string>? given = null)
    {
        if (given is not null)
        {
            foreach (var operation in operations) _ids[operation] = given[(operation.Method, operation.Path)];
            return;
        }

        var names = operations.Select(operation => (
            operation.Method, operation.Path, operation.Node.Text("operationId")?.Trim())).ToList();
        var ids = Assign(names, operations.Count == 0 ? null : operations[0].Node.Work);
        Operation? first = null;
        var missing = 0;
        foreach (var (at, operation) in operations.Index())
        {
            _ids[operation] = ids[at];
            var stated = names[at].Item3;
            if (stated is { Length: > 0 } && stated != ids[at])
                operation.Node.Warn($"The operationId '{stated}' is a duplicate. An id is generated from the path.");
            if (stated == ids[at]) continue;
            first ??= operation;
            if (stated is not { Length: > 0 }) missing++;
        }

        if (missing == 0) return;
        first!.Node.Warn(
            $"{missing} operations, of which this is the first, have no operationId. "
            + "Their ids are generated from their paths.");
    }

    public string this[Operation operation] => _ids[operation];

    /// <summary>Assigns the ids of all operations of a document.</summary>
    /// <param name="operations">The operations, in their order in the document, with the ids that they state.</param>
    /// <param name="work">Counts the work.</param>
    public static string[] Assign(
        IReadOnlyList<(string Method, string Path, string? OperationId)> operations, Work? work)
    {
        // The ids of the document are assigned first, so that a generated id never takes one of them.
        var taken = new UniqueNames();
        var ids = new string[operations.Count];
        foreach (var (at, operation) in operations.Index())
        {
            if (operation.OperationId is { Length: > 0 } id && taken.TryTake(id)) ids[at] = id;
        }

        foreach (var (at, operation) in operations.Index())
        {
            if (ids[at] is not null) continue;
            work?.Step();
            ids[at] = taken.Take(Slug.Of($"{operation.Method} {operation.Path}"));
        }

        return ids;
    }
}
