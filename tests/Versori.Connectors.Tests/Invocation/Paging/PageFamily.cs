using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>How one family of systems returns 25 items, and how a definition describes it.</summary>
public sealed record PageFamily(string Name, EndpointPaging Paging, Func<RecordedRequest, PageReply> Respond)
{
    public const int Items = 25;
    private const int Size = 10;

    public string Endpoint { get; init; } = "list";

    public static IReadOnlyList<PageFamily> All { get; } =
    [
        new("link header", new() { Found = "link:next", Goes = "url" }, request =>
        {
            var page = Number(request, "page") ?? 1;
            var next = page < 3 ? $"</v1/items?page={page + 1}>; rel=\"next\", " : "";
            return new(Array((page - 1) * Size), Headers: [("Link", next + "</v1/items?page=1>; rel=first")]);
        }),
        new("absolute url", new() { Found = "body:/@odata.nextLink", Goes = "url", Items = "/value" }, request =>
        {
            var skip = Number(request, "$skip") ?? 0;
            var url = $"http://{request.Headers["Host"]}/v1/items?%24skip={skip + Size}";
            return new(Object("value", skip, ("@odata.nextLink", skip + Size < Items ? url : null)));
        }),
        new("relative url", new() { Found = "body:/links/next", Goes = "url", Items = "/data" }, request =>
        {
            var offset = Number(request, "page[offset]") ?? 0;
            var next = offset + Size < Items ? $"\"?page[offset]={offset + Size}\"" : "null";
            return new($$"""{"data":{{Array(offset)}},"links":{"next":{{next}} } }""");
        }),
        new("array of links", new() { Found = "links:/link", Goes = "url", Items = "/entry" }, request =>
        {
            var at = Number(request, "at") ?? 0;
            var next = at + Size < Items ? $$""",{"relation":"next","url":"items?at={{at + Size}}"}""" : "";
            return new($$"""{"entry":{{Array(at)}},"link":[{"relation":"self","url":"items"}{{next}}]}""");
        }),
        new("token", new() { Found = "body:/nextPageToken", Goes = "query:pageToken", Items = "/files" }, request =>
        {
            var at = Number(request, "pageToken", "t+/ =") ?? 0;
            return new(Object("files", at, ("nextPageToken", at + Size < Items ? $"t+/ ={at + Size}" : "")));
        }),
        new("token in a header", new() { Found = "header:x-continuation", Goes = "header:x-continuation" }, request =>
        {
            var at = request.Headers.TryGetValue("x-continuation", out var text) ? Parse(text) : 0;
            return new(Array(at), Headers: at + Size < Items ? [("x-continuation", $"{at + Size}")] : []);
        }),
        new(
            "last item",
            new() { Found = "last:/id", Goes = "query:starting_after", Items = "/data", More = "body:/has_more" },
            request =>
            {
                var at = (Number(request, "starting_after") ?? -1) + 1;
                var more = at + Size < Items ? "true" : "false";
                return new($$"""{"data":{{Array(at)}},"has_more":{{more}}}""");
            }),
        new("last item until a page is empty", new() { Found = "last:/id", Goes = "query:after" }, request =>
            new(Array((Number(request, "after") ?? -1) + 1))),
        new("offset", new() { Found = "count", Goes = "query:$skip", Items = "/value" }, request =>
            new(Object("value", Number(request, "$skip") ?? 0))),
        new(
            "offset with a total",
            new()
            {
                Found = "count",
                Goes = "query:startIndex",
                Items = "/Resources",
                Start = "1",
                More = "body:/total",
            },
            request => new(
                $$"""{"Resources":{{Array(Number(request, "startIndex")!.Value - 1)}},"total":{{Items}}}""")),
        new("pages from 1", new() { Found = "page", Goes = "query:page", Start = "1" }, request =>
            new(Array((Number(request, "page")!.Value - 1) * Size))),
        new(
            "pages from 0",
            new() { Found = "page", Goes = "query:page", Start = "0", Items = "/content", More = "body:/totalPages" },
            request => new($$"""{"content":{{Array(Number(request, "page")!.Value * Size)}},"totalPages":3}""")),
        new("pages from 1, which is not stated", new() { Found = "page", Goes = "query:page" }, request =>
            new(Array(((Number(request, "page") ?? 1) - 1) * Size))),
        new("pages from 0, which is not stated", new() { Found = "page", Goes = "query:page" }, request =>
            new(Array((Number(request, "page") ?? 0) * Size))),
        new(
            "pages of a required parameter",
            new() { Found = "page", Goes = "query:page", Size = "query:limit", MaximumSize = 10 },
            request => new(Array((Number(request, "page")!.Value - 1) * Size))) { Endpoint = "typed" },
        new(
            "cursor in a body",
            new()
            {
                Found = "body:/data/pageInfo/endCursor",
                Goes = "body:/variables/after",
                Items = "/data/edges",
                More = "body:/data/pageInfo/hasNextPage",
            },
            request =>
            {
                var body = JsonNode.Parse(request.Text)!;
                var at = body["variables"]?["after"] is { } after ? Parse(after.GetValue<string>()) : 0;
                var more = at + Size < Items ? "true" : "false";
                return new(
                    $$$"""
                    {"data":{"edges":{{{Array(at)}}},
                    "pageInfo":{"endCursor":"{{{at + Size}}}","hasNextPage":{{{more}}} } } }
                    """);
            }) { Endpoint = "search" },
        new(
            "graphql operation",
            new()
            {
                Found = "body:/data/issues/pageInfo/endCursor",
                Goes = "body:/variables/after",
                Size = "body:/variables/first",
                Items = "/data/issues/nodes",
                More = "body:/data/issues/pageInfo/hasNextPage",
            },
            request =>
            {
                var variables = JsonNode.Parse(request.Text)!["variables"];
                var at = variables?["after"] is { } after ? Parse(after.GetValue<string>()) : 0;
                var more = at + Size < Items ? "true" : "false";
                return new(
                    $$$"""
                    {"data":{"issues":{"nodes":{{{Array(at)}}},
                    "pageInfo":{"endCursor":"{{{at + Size}}}","hasNextPage":{{{more}}} } } } }
                    """);
            }) { Endpoint = "graphql" },
        new(
            "key in a body",
            new() { Found = "body:/LastEvaluatedKey", Goes = "body:/ExclusiveStartKey", Items = "/Items" },
            request =>
            {
                var at = JsonNode.Parse(request.Text)!["ExclusiveStartKey"]?["id"]?["N"]?.GetValue<int>() ?? 0;
                var key = at + Size < Items ? $$$""","LastEvaluatedKey":{"id":{"N":{{{at + Size}}} } }""" : "";
                return new($$"""{"Items":{{Array(at)}}{{key}}}""");
            }) { Endpoint = "search" },
        new("offset in a form", new() { Found = "count", Goes = "body:/offset", Items = "/data" }, request =>
            new(Object("data", request.Parameters.TryGetValue("offset", out var text) ? Parse(text) : 0)))
        {
            Endpoint = "form",
        },
        new("empty pages between", new() { Found = "body:/next", Goes = "query:cursor", Items = "/items" }, request =>
        {
            // Every second page is empty, and has no list at all.
            var step = Number(request, "cursor") ?? 0;
            var items = step % 2 == 0 ? $"\"items\":{Array(step / 2 * Size)}," : "";
            var next = step < 5 ? $"{step + 1}" : "null";
            return new($$"""{{{items}}"next":{{next}}}""");
        }),
    ];

    public override string ToString() => Name;

    private static int? Number(RecordedRequest request, string name, string prefix = "") =>
        request.Query.TryGetValue(name, out var text) ? Parse(text[prefix.Length..]) : null;

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Array(int from) => JsonSerializer.Serialize(
        Enumerable.Range(from, Math.Max(0, Math.Min(Size, Items - from))).Select(id => new { id }));

    private static string Object(string name, int from, params (string Name, string? Value)[] others) =>
        new JsonObject(
            others.Select(other => KeyValuePair.Create<string, JsonNode?>(other.Name, other.Value))
                .Prepend(new(name, JsonNode.Parse(Array(from))))).ToJsonString();
}
