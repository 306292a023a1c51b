using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>Finds the items of a list response, and the values in them.</summary>
internal static class ResponseItems
{
    private const int MaximumItems = 20;
    private const int MaximumDepth = 4;

    // How the list is usually called in the object around it.
    private static readonly string[] ListNames =
        ["data", "items", "results", "value", "values", "records", "entries", "list", "rows", "content", "objects"];

    // How the object around the list is usually called.
    private static readonly string[] WrapperNames = ["embedded", "response", "result", "d", "page", "payload", "body"];

    // How objects are usually identified, the best name first.
    private static readonly string[] IdNames =
        ["id", "uuid", "guid", "gid", "sid", "key", "slug", "code", "number", "login", "handle", "token", "name"];

    // How objects are called, which a path with several parameters uses: /repos/{owner}/{repo}.
    private static readonly string[] NaturalNames = ["slug", "key", "name", "login", "handle", .. IdNames];

    private static readonly string[] NestedIdNames = ["login", .. IdNames];

    /// <summary>Returns the items; the object itself if the response is no list.</summary>
    /// <param name="endpoint">The endpoint. Its paging may state where the items are.</param>
    /// <param name="root">The content.</param>
    /// <param name="resource">The singular noun of the resource.</param>
    public static IReadOnlyList<JsonElement> Of(ConnectorEndpoint endpoint, JsonElement root, string resource)
    {
        var found = Stated(endpoint, root) ?? Find(root, resource, 0);
        return found is { } list ? [.. list.EnumerateArray().Take(MaximumItems)]
            : root.ValueKind == JsonValueKind.Object ? [root]
            : [];
    }

    /// <summary>Whether the last word of a name says that it identifies an object.</summary>
    public static bool IsIdName(string word) => word != "name" && Array.IndexOf(IdNames, word) >= 0;

    /// <summary>The values that an item can have for a parameter, the most likely one first.</summary>
    /// <param name="item">The item.</param>
    /// <param name="parameter">The parameter's name, such as <c>customer_id</c>.</param>
    /// <param name="resource">The singular noun of the resource before the parameter.</param>
    /// <param name="isNatural">Whether several parameters together identify the object.</param>
    public static IEnumerable<JsonElement> ValuesOf(
        JsonElement item, string parameter, string resource, bool isNatural)
    {
        if (IsScalar(item)) return [item];
        if (item.ValueKind != JsonValueKind.Object) return [];
        var words = NameWords.Split(parameter);
        if (words.Count == 0) return [];
        var names = new List<string> { string.Concat(words) };
        var last = words[^1];
        if (Array.IndexOf(IdNames, last) >= 0) names.Add(last);
        if (NameWords.Singular(last) == resource || names.Count > 1)
            names.AddRange(isNatural ? NaturalNames : IdNames);
        return names.Distinct(StringComparer.Ordinal).SelectMany(name => Field(item, name));
    }

    // An object in a field is identified by its own id: "owner" is the login of the owner.
    private static IEnumerable<JsonElement> Field(JsonElement item, string name)
    {
        foreach (var member in item.EnumerateObject())
        {
            if (NameWords.Joined(member.Name) != name) continue;
            if (IsScalar(member.Value)) yield return member.Value;
            if (member.Value.ValueKind != JsonValueKind.Object) continue;
            foreach (var id in NestedIdNames)
            {
                if (member.Value.TryGetProperty(id, out var value) && IsScalar(value)) yield return value;
            }
        }
    }

    private static JsonElement? Stated(ConnectorEndpoint endpoint, JsonElement root) =>
        endpoint.Paging?.Items is { } pointer && JsonPointer.TryFind(root, pointer, out var items)
        && items.ValueKind == JsonValueKind.Array
            ? items
            : null;

    private static JsonElement? Find(JsonElement element, string resource, int depth)
    {
        if (element.ValueKind == JsonValueKind.Array) return element;
        if (element.ValueKind != JsonValueKind.Object || depth >= MaximumDepth) return null;
        var lists = element.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array).ToList();
        var best = lists.Find(member => ValueSource.ResourceOf(member.Name) == resource);
        if (best.Value.ValueKind == JsonValueKind.Array) return best.Value;
        foreach (var name in ListNames)
        {
            var named = lists.Find(member => NameWords.Joined(member.Name) == name);
            if (named.Value.ValueKind == JsonValueKind.Array) return named.Value;
        }

        var objects = lists.Find(member => member.Value.EnumerateArray().Any(IsObject));
        if (objects.Value.ValueKind == JsonValueKind.Array) return objects.Value;
        foreach (var member in element.EnumerateObject().Where(member => IsWrapper(member.Name, resource)))
        {
            if (Find(member.Value, resource, depth + 1) is { } nested) return nested;
        }

        return null;
    }

    private static bool IsWrapper(string name, string resource) =>
        Array.IndexOf(WrapperNames, NameWords.Joined(name)) >= 0
        || Array.IndexOf(ListNames, NameWords.Joined(name)) >= 0
        || ValueSource.ResourceOf(name) == resource;

    private static bool IsObject(JsonElement element) => element.ValueKind == JsonValueKind.Object;

    private static bool IsScalar(JsonElement element) => element.ValueKind is JsonValueKind.Number
        || (element.ValueKind == JsonValueKind.String && !element.ValueEquals(""));
}
