using Versori.Connectors.Generation.OpenApi.Export;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Reads the responses of an operation (OpenAPI 3.1 §4.8.16).</summary>
internal sealed class ResponseReader(SchemaCatalog schemas, ReferenceResolver references)
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
        if (response.Object("content") is { } content && MediaTypes.Preferred(content) is var (contentType, media))
        {
            return new()
            {
                Status = Status(status),
                Description = Description(response),
                ContentType = contentType,
                Schema = media.Find("schema") is { } schema ? schemas.Read(schema) : null,
            };
        }

        // 2.0: the schema is in the response; the media types are in the operation or the document.
        var own = response.Find("schema") is { } inner ? schemas.Read(inner) : null;
        return new()
        {
            Status = Status(status),
            Description = Description(response),
            ContentType = own is null ? null : MediaTypes.Preferred(produces) ?? MediaTypes.Json,
            Schema = own,
        };
    }

    // OpenAPI 3.1 §4.8.17 requires a description, so that it is empty where the author has none.
    private static string? Description(Node response) =>
        response.Text("description") is { Length: > 0 } description ? description : null;

    // §4.8.16.1: a range has an upper-case X.
    private static string Status(string status) =>
        status.Trim() is [_, 'x' or 'X', 'x' or 'X'] range ? range.ToUpperInvariant() : status;
}
