namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>One media type of a request body or a response.</summary>
/// <param name="ContentType">The media type.</param>
/// <param name="Schema">The schema of the content, if there is one.</param>
internal sealed record MediaContent(string ContentType, JsonSchema? Schema)
{
    private const string Json = "application/json";

    public static IReadOnlyList<MediaContent> Of(EndpointRequestBody body) => [new(body.ContentType, body.Schema)];

    public static IReadOnlyList<MediaContent> Of(EndpointResponse response) =>
        response.ContentType is null && response.Schema is null
            ? []
            : [new(response.ContentType ?? Json, response.Schema)];
}
