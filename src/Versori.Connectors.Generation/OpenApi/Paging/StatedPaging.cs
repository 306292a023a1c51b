using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Reads what a document states about pages: the extensions of Microsoft, Fern and Speakeasy, and the <c>Link</c>
/// header.
/// </summary>
internal sealed class StatedPaging(
    Node operation, ReferenceResolver references, ResponseShape response, RequestShape request)
{
    /// <summary>
    /// Whether the document states that the list has one page: <c>x-ms-pageable</c> with a <c>nextLinkName</c> that is
    /// null.
    /// </summary>
    public bool IsSinglePage => Extension("x-ms-pageable") is { } pageable
        && pageable.Value.TryGetProperty("nextLinkName", out var name)
        && name.ValueKind == JsonValueKind.Null;

    public EndpointPaging? Find() => FromMicrosoft() ?? FromFern() ?? FromSpeakeasy() ?? FromLinkHeader();

    /// <summary>Reads descriptions that refer to the <c>Link</c> header.</summary>
    public EndpointPaging? FromDescriptions(PagingClues clues)
    {
        if (!clues.HasArray && !clues.IsResponseUnknown) return null;
        var isLinked = request.Inputs.Any(input => input.ContainsAny("link header"))
            || clues.Endpoint.Description?.Contains("link header", StringComparison.OrdinalIgnoreCase) == true;
        return isLinked ? new() { Found = "link:next", Goes = "url" } : null;
    }

    /// <summary>The names and descriptions of the headers of a response.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders(string? status)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (status is null || operation.Find("responses")?.Find(status) is not { IsObject: true } node) return headers;
        if (Resolved(node)?.Find("headers") is not { IsObject: true } all) return headers;
        foreach (var (name, header) in all.Entries())
        {
            var text = Resolved(header)?.Find("description");
            headers[name] = text?.Value.ValueKind == JsonValueKind.String ? text.Value.GetString()! : "";
        }

        return headers;
    }

    // https://azure.github.io/autorest/extensions/#x-ms-pageable
    private EndpointPaging? FromMicrosoft()
    {
        if (Extension("x-ms-pageable") is not { } pageable) return null;
        var next = TextOf(pageable, "nextLinkName") ?? "nextLink";
        return new() { Found = $"body:{PointerOf(next)}", Goes = "url", Items = ItemsOf(pageable) };
    }

    private string? ItemsOf(Node pageable)
    {
        var pointer = PointerOf(TextOf(pageable, "itemName") ?? "value");
        var isThere = response.Arrays.Exists(array => array.Pointer == pointer);
        return isThere || response.Arrays.Count == 0 ? pointer : null;
    }

    // A name may contain dots itself, such as odata.nextLink.
    private string PointerOf(string name)
    {
        var literal = Pointer.Append("", name);
        var isLiteral = !name.Contains('.', StringComparison.Ordinal)
            || response.Values.Exists(value => value.Pointer == literal)
            || response.Arrays.Exists(array => array.Pointer == literal)
            || name.StartsWith("odata.", StringComparison.Ordinal)
            || name.StartsWith('@');
        return isLiteral ? literal : string.Concat(name.Split('.').Select(part => Pointer.Append("", part)));
    }

    // https://buildwithfern.com/learn/api-definition/openapi/extensions/pagination
    private EndpointPaging? FromFern()
    {
        if (Extension("x-fern-pagination") is not { } fern) return null;
        var items = TextOf(fern, "results") is { } results ? PathOf(results, "$response") : null;
        if (TextOf(fern, "next_uri") is { } uri && PathOf(uri, "$response") is { } url)
            return new() { Found = $"body:{url}", Goes = "url", Items = items };
        if (TextOf(fern, "cursor") is { } cursor && TextOf(fern, "next_cursor") is { } next
            && PathOf(next, "$response") is { } found && PlaceOf(PathOf(cursor, "$request")) is { } goes)
        {
            return new() { Found = $"body:{found}", Goes = goes, Items = items };
        }

        if (TextOf(fern, "offset") is not { } offset) return null;
        if (PlaceOf(PathOf(offset, "$request")) is not { } place) return null;
        var name = place[(place.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var isPage = PagingWords.Pages.Contains(PagingName.Of(name));
        return new() { Found = isPage ? "page" : "count", Goes = place, Items = items };
    }

    // https://www.speakeasy.com/docs/customize/runtime/pagination
    private EndpointPaging? FromSpeakeasy()
    {
        if (Extension("x-speakeasy-pagination") is not { } pagination) return null;
        var outputs = pagination.Find("outputs");
        var items = outputs is null ? null : TextOf(outputs, "results") is { } results ? PathOf(results, "$") : null;
        string? goes = null, found = null, size = null;
        var inputs = pagination.Find("inputs") is { Value.ValueKind: JsonValueKind.Array } list ? list.Items() : [];
        foreach (var input in inputs)
        {
            if (!input.IsObject || TextOf(input, "name") is not { } name) continue;
            var place = TextOf(input, "in") == "requestBody" ? $"body:{Pointer.Append("", name)}" : PlaceOf(name);
            switch (TextOf(input, "type"))
            {
                case "page":
                    found = "page";
                    goes = place;
                    break;
                case "offset":
                    found = "count";
                    goes = place;
                    break;
                case "cursor":
                    goes = place;
                    break;
                case "limit":
                    size = place;
                    break;
            }
        }

        if (outputs is not null && TextOf(outputs, "nextUrl") is { } url && PathOf(url, "$") is { } link)
        {
            found = $"body:{link}";
            goes = "url";
        }
        else if (outputs is not null && TextOf(outputs, "nextCursor") is { } cursor && PathOf(cursor, "$") is { } next)
        {
            found = $"body:{next}";
        }

        return found is null || goes is null ? null : new() { Found = found, Goes = goes, Items = items, Size = size };
    }

    // RFC 8288. The header has links of other relations, too, so something must state that it is about pages.
    private EndpointPaging? FromLinkHeader()
    {
        var headers = ResponseHeaders(response.Status);
        if (!headers.TryGetValue("Link", out var text)) return null;
        if (response.IsKnown && response.Arrays.Count == 0) return null;
        var isAboutPages = text.Contains("next", StringComparison.OrdinalIgnoreCase)
            || text.Contains("pag", StringComparison.OrdinalIgnoreCase)
            || text.Contains("8288", StringComparison.Ordinal)
            || text.Contains("5988", StringComparison.Ordinal)
            || request.Inputs.Any(input => PagingWords.Pages.Contains(input.Normal)
                || PagingWords.Cursors.Contains(input.Normal)
                || PagingWords.IsOffset(input.Normal));
        return isAboutPages ? new() { Found = "link:next", Goes = "url" } : null;
    }

    private Node? Extension(string name) => operation.Find(name) is { IsObject: true } found ? found : null;

    private Node? Resolved(Node node)
    {
        if (!node.IsObject || !node.Value.TryGetProperty("$ref", out var reference)) return node;
        return reference.ValueKind == JsonValueKind.String ? references.Find(reference.GetString()!) : null;
    }

    private static string? TextOf(Node node, string name) =>
        node.Find(name) is { Value.ValueKind: JsonValueKind.String } text ? text.Value.GetString() : null;

    // "$response.meta.next" or "$.meta.next" as a pointer.
    private static string? PathOf(string path, string root)
    {
        if (!path.StartsWith(root, StringComparison.Ordinal)) return null;
        var parts = path[root.Length..].Split('.', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(parts.Select(part => Pointer.Append("", part.Trim('[', ']', '\'', '"'))));
    }

    private string? PlaceOf(string? pointerOrName)
    {
        if (pointerOrName is null) return null;
        var name = pointerOrName.TrimStart('/');
        return request.Inputs.FirstOrDefault(input => input.Name == name || input.Place == $"body:/{name}")?.Place;
    }
}
