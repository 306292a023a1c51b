using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Writes the request of a GraphQL operation (GraphQL over HTTP §5.1).</summary>
internal sealed class GraphQLEnvelope : IBodyEnvelope
{
    private readonly GraphQLOperation _operation;

    public GraphQLEnvelope(GraphQLOperation operation)
    {
        _operation = operation;
        if (GraphQLDocuments.TryRead(operation.Document, out var document, out _, out _)
            && document.Find(operation.OperationName) is { } found)
        {
            Schema = GraphQLVariables.SchemaOf(found);
        }
    }

    public string ContentType => "application/json";

    // GraphQL over HTTP §6.2: servers that know only the older media type have to be served, too.
    public string Accept => "application/graphql-response+json, application/json;q=0.9";

    public JsonSchema? Schema { get; }

    public HttpContent? Write(object argument, JsonNode? fields, SchemaView? view, ref string? problem)
    {
        if (fields is not JsonObject variables)
        {
            problem = "The variables of a GraphQL operation are fields. Pass a dictionary or a JSON object.";
            return null;
        }

        var request = new JsonObject { ["query"] = _operation.Document };
        if (_operation.OperationName is { } name) request["operationName"] = name;
        if (variables.Count > 0) request["variables"] = variables.DeepClone();
        return RequestBodyWriter.Bytes(RequestBodyWriter.ToUtf8(request), ContentType);
    }

    public void AddHeaders(HttpRequestMessage request)
    {
    }
}
