using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Adds endpoints for the content of files: downloads with <c>alt=media</c>, and simple uploads. The method itself
/// reads and writes the metadata.
/// </summary>
internal sealed class DiscoveryMedia(OpenApiBuilder builder, DiscoverySecurity security)
{
    /// <summary>Adds the endpoints of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="verb">The HTTP method.</param>
    /// <param name="path">The path of the method.</param>
    /// <param name="id">The id of the method.</param>
    /// <param name="operation">Creates an operation with the parameters of the method.</param>
    /// <param name="response">Creates the response of the method.</param>
    public void Add(
        Node method, string verb, string path, string id, Func<JsonObject> operation, Func<JsonObject> response)
    {
        if (method.Flag("supportsMediaDownload") == true)
        {
            var download = With(operation(), "Downloads the content.", "alt", "media");
            download["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = "", ["content"] = Binary("application/octet-stream") },
            };
            builder.AddOperation(verb, path, $"{id}.download", download, method.Pointer);
        }

        if (method.Object("mediaUpload") is not { } media) return;
        var protocols = media.Object("protocols");
        if (protocols?.Find("resumable") is { } resumable)
            resumable.WarnLeftOut("Resumable uploads are left out. The content is sent in one request.");
        if (protocols?.Object("simple")?.Text("path") is not { Length: > 0 } uploadPath) return;
        var upload = With(operation(), "Uploads the content.", "uploadType", "media");
        var accepted = media.List("accept").Select(type => type.AsText()).OfType<string>()
            .Where(type => type.Contains('/', StringComparison.Ordinal))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (accepted.Count == 0) accepted.Add("*/*");
        var content = new JsonObject();
        foreach (var type in accepted) content[type] = new JsonObject { ["schema"] = BinarySchema() };
        upload["requestBody"] = new JsonObject { ["required"] = true, ["content"] = content };
        upload["responses"] = new JsonObject { ["200"] = response() };
        if (security.Read(method) is { } requirements) upload["security"] = requirements;
        builder.AddOperation(verb, $"/{uploadPath.TrimStart('/')}", $"{id}.upload", upload, media.Pointer);
    }

    private static JsonObject With(JsonObject operation, string purpose, string parameter, string value)
    {
        operation["summary"] = purpose;
        operation["parameters"]!.AsArray().Add((JsonNode)DiscoveryParameters.Constant(parameter, value));
        return operation;
    }

    private static JsonObject Binary(string type) => new() { [type] = new JsonObject { ["schema"] = BinarySchema() } };

    private static JsonObject BinarySchema() => new() { ["type"] = "string", ["format"] = "binary" };
}
