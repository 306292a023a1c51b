namespace Versori.Connectors.Catalog;

/// <summary>Compares the responses of an endpoint.</summary>
internal static class ResponseComparison
{
    public static void Compare(
        IReadOnlyList<EndpointResponse> before,
        IReadOnlyList<EndpointResponse> after,
        string pointer,
        SchemaComparison schemas,
        ChangeLog log)
    {
        var earlier = Indexed(before);
        var later = Indexed(after);
        foreach (var (status, (index, response)) in earlier)
        {
            if (later.ContainsKey(status)) continue;
            log.Add(
                ChangeKind.Removed,
                IsSuccess(status) ? ChangeImpact.Breaking : ChangeImpact.Compatible,
                $"{pointer}/{index}",
                $"responses/{status}",
                $"The response {status} was removed.");
        }

        foreach (var (status, (index, response)) in later)
        {
            if (earlier.TryGetValue(status, out var former))
            {
                CompareContents(former.Response, response, $"{pointer}/{index}", schemas, log);
                continue;
            }

            log.Add(
                ChangeKind.Added,
                IsSuccess(status) && earlier.Count > 0 ? ChangeImpact.PossiblyBreaking : ChangeImpact.Compatible,
                $"{pointer}/{index}",
                $"responses/{status}",
                $"The response {status} was added.");
        }
    }

    private static void CompareContents(
        EndpointResponse former, EndpointResponse response, string pointer, SchemaComparison schemas, ChangeLog log)
    {
        var place = $"responses/{response.Status}";
        var isSuccess = IsSuccess(response.Status);
        var earlier = MediaContents.Of(former);
        var later = MediaContents.Of(response);
        foreach (var (type, content) in earlier)
        {
            if (later.TryGetValue(type, out var current))
            {
                schemas.CompareResponse(
                    content.Schema, current.Schema, current.Pointer(pointer, "schema"), place, isSuccess);
                schemas.CompareResponse(
                    content.ItemSchema, current.ItemSchema, current.Pointer(pointer, "itemSchema"), place, isSuccess);
                continue;
            }

            log.Add(
                ChangeKind.Removed,
                isSuccess && type != MediaContents.None ? ChangeImpact.Breaking : ChangeImpact.Compatible,
                pointer,
                $"{place}/{Name(type)}",
                $"The response {response.Status} is no longer returned as {Name(type)}.");
        }

        foreach (var type in later.Keys.Where(type => !earlier.ContainsKey(type)))
        {
            log.Add(
                ChangeKind.Added,
                isSuccess && type == MediaContents.None ? ChangeImpact.Breaking : ChangeImpact.Compatible,
                pointer,
                $"{place}/{Name(type)}",
                $"The response {response.Status} is also returned as {Name(type)}.");
        }
    }

    private static string Name(string type) => type == MediaContents.None ? "no content" : type;

    private static bool IsSuccess(string status) => status.StartsWith('2');

    private static OrderedDictionary<string, (int Index, EndpointResponse Response)> Indexed(
        IReadOnlyList<EndpointResponse> responses)
    {
        var found = new OrderedDictionary<string, (int, EndpointResponse)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, response) in responses.Index()) found.TryAdd(response.Status, (index, response));
        return found;
    }
}
