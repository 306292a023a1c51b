using Versori.Connectors.Generation.OpenApi.Export;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Reads the responses of an operation (OpenAPI 3.1 §4.8.16).</summary>
internal sealed class ResponseReader(SchemaCatalog schemas, ContentReader contents, ReferenceResolver references)
{
    public IReadOnlyList<EndpointResponse> Read(Node operation, IReadOnlyList<string> produces) =>
        operation.Object("responses") is { } responses
            ? [.. responses.Members()
                .Select(member => ReadResponse(member.Name, member.Value, produces))
                .OfType<EndpointResponse>()]
            : [];

    private EndpointResponse? ReadResponse(string status, Node node, IReadOnlyList<string> produces)
    {
        if (references.Resolve(node) is not { } response || response.IsTrue(ExtensionNames.NoResponse)) return null;
        if (response.Find("links") is { } links) links.WarnLeftOut("Links of responses are left out.");
        var result = new EndpointResponse { Status = Status(status), Description = Description(response) };
        if (response.Object("content") is { } content && contents.Read(content) is [var first, .. var others])
        {
            return result with
            {
                ContentType = first.ContentType,
                Schema = first.Schema,
                ItemSchema = first.ItemSchema,
                Example = first.Example,
                Alternatives = others,
            };
        }

        // 2.0: the schema is in the response; the media types are in the operation or the document.
        if (response.Find("schema") is not { } inner || schemas.Read(inner) is not { } own) return result;
        var preferred = MediaTypes.Preferred(produces) ?? MediaTypes.Json;
        return result with
        {
            ContentType = preferred,
            Schema = own,
            Example = FirstExample(response, preferred),
            Alternatives = MediaTypes.Others(produces, preferred),
        };
    }

    // OpenAPI 3.1 §4.8.17 requires a description, so that it is empty where the author has none. 3.2 has a summary, too.
    private static string? Description(Node response) =>
        response.Text("description") is { Length: > 0 } description ? description : response.Text("summary");

    // §4.8.16.1: a range has an upper-case X.
    private static string Status(string status) =>
        status.Trim() is [_, 'x' or 'X', 'x' or 'X'] range ? range.ToUpperInvariant() : status;

    // 2.0 §"Example Object": the examples of a response, by media type.
    private static JsonFragment? FirstExample(Node response, string contentType) =>
        response.Find("examples")?.Find(contentType) is { } example ? new(example.Value) : null;
}
