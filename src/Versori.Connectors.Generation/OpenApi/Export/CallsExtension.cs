using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Catalog;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>
/// Writes and reads how a connector and its endpoints are called: limits, retries, rules for responses
/// (<see cref="ExtensionNames.Calls"/>). OpenAPI cannot state it. The members are those of the definition's JSON.
/// </summary>
internal static class CallsExtension
{
    private static readonly string[] OfConnector = ["limits", "retry", "responseRules"];
    private static readonly string[] OfEndpoint = ["weight", "repeatable", "responseRules"];

    // What a definition needs besides the members that are read.
    private static readonly ConnectorDefinition Frame = new()
    {
        Id = ConnectorId.Parse("calls"),
        Title = "Calls",
        BaseUrl = "https://calls.invalid",
    };

    private static readonly ConnectorEndpoint EndpointFrame = new() { Id = "call", Method = "GET", Path = "/" };

    /// <summary>Writes what a connector states for all of its endpoints.</summary>
    public static void Write(Utf8JsonWriter writer, ConnectorDefinition definition)
    {
        var stated = Frame with
        {
            Limits = definition.Limits,
            Retry = definition.Retry,
            ResponseRules = definition.ResponseRules,
        };
        Write(writer, JsonNode.Parse(stated.ToJson())!.AsObject(), OfConnector);
    }

    /// <summary>Writes what an endpoint states for itself.</summary>
    public static void Write(Utf8JsonWriter writer, ConnectorEndpoint endpoint)
    {
        if (endpoint is { Weight: 1, Repeatable: null, ResponseRules.Count: 0 }) return;
        var stated = EndpointFrame with
        {
            Weight = endpoint.Weight,
            Repeatable = endpoint.Repeatable,
            ResponseRules = endpoint.ResponseRules,
        };
        var json = JsonNode.Parse((Frame with { Endpoints = [stated] }).ToJson())!;
        Write(writer, json["endpoints"]![0]!.AsObject(), OfEndpoint);
    }

    /// <summary>Adds to a definition what its document states.</summary>
    public static ConnectorDefinition Read(Node root, ConnectorDefinition definition) =>
        Stated(root, OfConnector, members => Merged(Frame, members)) is { } stated
            ? definition with
            {
                Limits = stated.Limits,
                Retry = stated.Retry,
                ResponseRules = stated.ResponseRules,
            }
            : definition;

    /// <summary>Adds to an endpoint what its operation states.</summary>
    public static ConnectorEndpoint Read(Node operation, ConnectorEndpoint endpoint) =>
        Stated(operation, OfEndpoint, InEndpoint)?.Endpoints[0] is { } stated
            ? endpoint with
            {
                Weight = stated.Weight,
                Repeatable = stated.Repeatable,
                ResponseRules = stated.ResponseRules,
            }
            : endpoint;

    private static void Write(Utf8JsonWriter writer, JsonObject json, string[] names)
    {
        var members = names.Where(name => json[name] is not (null or JsonArray { Count: 0 })).ToList();
        if (members.Count == 0) return;
        writer.WriteStartObject(ExtensionNames.Calls);
        foreach (var name in members)
        {
            writer.WritePropertyName(name);
            json[name]!.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static JsonObject InEndpoint(JsonObject members)
    {
        var json = Merged(Frame with { Endpoints = [EndpointFrame] }, []);
        var endpoint = json["endpoints"]![0]!.AsObject();
        foreach (var (name, value) in members) endpoint[name] = value?.DeepClone();
        return json;
    }

    private static JsonObject Merged(ConnectorDefinition frame, JsonObject members)
    {
        var json = JsonNode.Parse(frame.ToJson())!.AsObject();
        foreach (var (name, value) in members) json[name] = value?.DeepClone();
        return json;
    }

    // A document is not trusted: what is not valid in a definition is left out.
    private static ConnectorDefinition? Stated(Node node, string[] names, Func<JsonObject, JsonObject> complete)
    {
        if (node.Find(ExtensionNames.Calls) is not { IsObject: true } extension) return null;
        var members = new JsonObject();
        foreach (var name in names)
        {
            if (extension.Find(name) is { } member) members[name] = JsonCopy.Of(member.Value, member.Work);
        }

        try
        {
            var stated = ConnectorDefinition.Parse(complete(members).ToJsonString());
            var problems = new DefinitionProblems();
            LimitProblems.Check(stated, problems);
            CallProblems.Check("", stated.ResponseRules, problems);
            foreach (var endpoint in stated.Endpoints) CallProblems.Check("", endpoint.ResponseRules, problems);
            if (problems.All.Count == 0) return stated;
            extension.Warn($"It is left out. {problems.All[0].Message}");
        }
        catch (ConnectorException exception)
        {
            extension.Warn($"It is left out. {exception.Error.Message}");
        }

        return null;
    }
}
