using Versori.Connectors.Generation.OpenApi.Export;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Finds out how endpoints return lists in pages, from what their document states and from names.</summary>
internal sealed class PagingFinder(
    IReadOnlyDictionary<string, JsonSchema> schemas, ReferenceResolver references, Work work)
{
    private readonly SchemaParts _parts = new(schemas);

    /// <summary>The result for an endpoint that was made from an operation.</summary>
    public PagingResult Find(Operation operation, ConnectorEndpoint endpoint)
    {
        if (PagingExtension.Read(operation.Node) is { } exported) return new(exported, []);
        if (!MayList(endpoint)) return PagingResult.None;
        var response = new ResponseShape(endpoint, _parts, work);
        if (!MayBeList(response)) return PagingResult.None;
        var hasItems = response.Arrays.Count > 0 || response.Values.Exists(value => value.Type is null);
        if (response.IsKnown && !hasItems && operation.Node.Find("x-ms-pageable") is null) return PagingResult.None;
        var request = new RequestShape(endpoint, _parts, work);
        var stated = new StatedPaging(operation.Node, references, response, request);
        if (stated.IsSinglePage) return PagingResult.None;
        var clues = new PagingClues(endpoint, request, response, stated.ResponseHeaders(response.Status));
        var found = stated.Find() ?? stated.FromDescriptions(clues)
            ?? (clues.WritesItems ? null : GuessedPaging.Find(clues));
        return found is null ? PagingResult.None : Complete(found, clues);
    }

    private static bool MayList(ConnectorEndpoint endpoint) =>
        endpoint.Method.ToUpperInvariant() is "GET" or "POST" or "QUERY" or "SEARCH" or "REPORT";

    // Files have offsets and lengths, too. Pages are read as JSON: a list in XML, CSV or JSON lines could not be read.
    // JSON is often declared as text.
    private static bool MayBeList(ResponseShape response) => response.ContentType is not { } type
        || MediaTypes.IsJson(type)
        || MediaTypes.Essence(type) is "" or "*/*" or "application/*" or "text/html" or "text/plain";

    private static PagingResult Complete(EndpointPaging found, PagingClues clues)
    {
        var (items, arrays) = found.Items is null
            ? ItemsFinder.Find(clues, found)
            : (found.Items, (IReadOnlyList<string>)[]);
        var size = found.Size is null ? clues.Size : null;
        var maximum = size?.Maximum;
        return new(
            found with
            {
                Items = items,
                More = MoreFinder.Find(clues, found, items),
                Size = found.Size ?? size?.Place,
                MaximumSize = maximum is > 0 and <= int.MaxValue ? (int)maximum : null,
            },
            arrays);
    }
}
