namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Gives every operation a unique id: its <c>operationId</c>, or one made of its method and path, such as
/// <c>get-repos-owner-repo-issues</c>, which stays the same when operations are added elsewhere.
/// </summary>
internal sealed class EndpointIds
{
    private readonly Dictionary<Operation, string> _ids = [];

    public EndpointIds(IReadOnlyList<Operation> operations)
    {
        // Written ids are given out first: one that is made never takes the place of one that is written.
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var missing = 0;
        foreach (var operation in operations)
        {
            if (operation.Node.Text("operationId")?.Trim() is not { Length: > 0 } id) missing++;
            else if (taken.Add(id)) _ids[operation] = id;
            else operation.Node.Warn($"The operationId '{id}' is there twice; this operation gets an id made of its path.");
        }

        Operation? first = null;
        foreach (var operation in operations.Where(operation => !_ids.ContainsKey(operation)))
        {
            first ??= operation;
            var made = Slug.Of($"{operation.Method} {operation.Path}");
            var id = made;
            for (var i = 2; !taken.Add(id); i++) id = $"{made}-{i}";
            _ids[operation] = id;
        }

        if (missing > 0) first!.Node.Warn($"{missing} operations, of which this is the first, have no operationId; they get ids made of their paths.");
    }

    public string this[Operation operation] => _ids[operation];
}
