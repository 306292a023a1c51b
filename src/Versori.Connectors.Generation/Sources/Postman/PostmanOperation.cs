using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>An endpoint: one request of a collection, or several with the same method, URL and fields.</summary>
internal sealed class PostmanOperation
{
    /// <summary>The first request.</summary>
    public required Node Node { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, with parameters in braces.</summary>
    public required string Path { get; init; }

    /// <summary>The server's URL; <see langword="null"/> if the request has none.</summary>
    public required string? Server { get; init; }

    /// <summary>The inputs of the server's URL.</summary>
    public required IReadOnlyList<ConnectorInput> Inputs { get; init; }

    /// <summary>The name of the request, if it is text for people.</summary>
    public required string? Name { get; init; }

    /// <summary>The names of the folders.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>The description.</summary>
    public string? Description { get; set; }

    /// <summary>The parameters.</summary>
    public required ParameterShapes Parameters { get; init; }

    /// <summary>The body.</summary>
    public BodyShape Body { get; } = new();

    /// <summary>The responses by status.</summary>
    public OrderedDictionary<string, (string? Description, BodyShape Body)> Responses { get; } =
        new(StringComparer.Ordinal);

    /// <summary>The security requirement; <see langword="null"/> if nothing states it.</summary>
    public JsonArray? Security { get; set; }

    /// <summary>The GraphQL operation, if the request is one.</summary>
    public GraphQLOperation? GraphQL { get; set; }

    /// <summary>The values of the query that choose what the request does.</summary>
    public List<string> Selectors { get; } = [];

    /// <summary>What other requests of the same endpoint have in common with it.</summary>
    public string Key => string.Join('\n', [
        Method, Server, PostmanPath.Key(Path), Body.Form, GraphQL?.Document, GraphQL?.OperationName, .. Selectors,
    ]);

    /// <summary>Returns the operation of OpenAPI.</summary>
    /// <param name="server">The server of the document.</param>
    public JsonObject ToOperation(string? server)
    {
        var operation = new JsonObject();
        if (Name is not null) operation["summary"] = Name;
        if (Description is not null) operation["description"] = Description;
        if (Folders.Count > 0) operation["tags"] = JsonCopy.Texts(Folders.Distinct(StringComparer.Ordinal));
        if (Server is not null && Server != server)
            operation["servers"] = new JsonArray((JsonNode)OpenApiBuilder.Server(Server, Inputs));
        operation["parameters"] = Parameters.ToParameters();
        if (!Body.IsEmpty) operation["requestBody"] = new JsonObject { ["content"] = Body.ToContent() };
        var responses = new JsonObject();
        foreach (var (status, (description, body)) in Responses)
        {
            var response = new JsonObject { ["description"] = description ?? "" };
            if (!body.IsEmpty) response["content"] = body.ToContent();
            responses[status] = response;
        }

        if (responses.Count > 0) operation["responses"] = responses;
        if (Security is not null) operation["security"] = Security;
        return operation;
    }
}
