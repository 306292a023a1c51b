using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Tests.Catalog.Changes;

/// <summary>Makes definitions and changes of them from a seed.</summary>
internal sealed class MadeDefinition(int seed)
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "object", "array"];
    private static readonly string[] Names = ["id", "name", "state", "total", "customer", "items", "created"];

    private readonly Random _random = new(seed);

    public ConnectorDefinition Definition() => new()
    {
        Id = new("made"),
        Title = "Made",
        BaseUrl = "https://made.example/v1",
        Inputs = [new() { Name = "region", Default = "eu" }],
        AuthMethods = [new BearerAuth(), new BasicAuth()],
        Endpoints = [.. Enumerable.Range(0, _random.Next(2, 7)).Select(Endpoint)],
        Schemas = Enumerable.Range(0, 3).ToDictionary(number => $"S{number}", _ => Schema(3)),
    };

    public ConnectorDefinition Changed(ConnectorDefinition definition)
    {
        var count = _random.Next(0, 4);
        for (var change = 0; change < count; change++) definition = ChangedOnce(definition);
        return definition;
    }

    private ConnectorDefinition ChangedOnce(ConnectorDefinition definition)
    {
        var endpoints = definition.Endpoints.ToList();
        var at = endpoints.Count == 0 ? 0 : _random.Next(endpoints.Count);
        switch (_random.Next(9))
        {
            case 0:
                endpoints.Add(Endpoint(100 + _random.Next(1000)));
                break;
            case 1 when endpoints.Count > 1:
                endpoints.RemoveAt(at);
                break;
            case 2 when !endpoints[at].Id.StartsWith("renamed", StringComparison.Ordinal):
                endpoints[at] = endpoints[at] with { Id = $"renamed-{endpoints[at].Id}" };
                break;
            case 3:
                endpoints[at] = endpoints[at] with { Parameters = [.. endpoints[at].Parameters.Skip(1)] };
                break;
            case 4:
                endpoints[at] = endpoints[at] with
                {
                    Parameters = [.. endpoints[at].Parameters, Parameter($"new{_random.Next(5)}")],
                };
                break;
            case 5:
                endpoints[at] = endpoints[at] with { Responses = [Response("200"), Response("201")] };
                break;
            case 6:
                return definition with { Schemas = new Dictionary<string, JsonSchema> { ["S0"] = Schema(3) } };
            case 7:
                return definition with { AuthMethods = [new BearerAuth(), new DigestAuth()] };
            default:
                endpoints.Reverse();
                break;
        }

        return definition with { Endpoints = endpoints };
    }

    private ConnectorEndpoint Endpoint(int number) => new()
    {
        Id = $"e{number}",
        Method = number % 2 == 0 ? "GET" : "POST",
        Path = $"/things/{number}",
        Parameters = [.. Names.Take(_random.Next(4)).Select(Parameter)],
        RequestBody = number % 2 == 0 ? null : new() { Schema = Schema(3), Required = _random.Next(2) == 0 },
        Responses = [Response("200"), Response("404")],
    };

    private EndpointParameter Parameter(string name) => new()
    {
        Name = name,
        In = _random.Next(2) == 0 ? ParameterLocation.Query : ParameterLocation.Header,
        Required = _random.Next(3) == 0,
        Schema = Schema(0),
    };

    private EndpointResponse Response(string status) => new()
    {
        Status = status,
        ContentType = _random.Next(4) == 0 ? "application/xml" : "application/json",
        Schema = Schema(3),
    };

    private JsonSchema Schema(int depth) => new(JsonSerializer.SerializeToElement(Node(depth)));

    private JsonObject Node(int depth)
    {
        if (_random.Next(6) == 0) return new() { ["$ref"] = $"#/schemas/S{_random.Next(4)}" };
        var type = Types[_random.Next(depth > 0 ? Types.Length : 4)];
        var schema = new JsonObject { ["type"] = type };
        if (type == "array")
        {
            schema["items"] = Node(depth - 1);
        }
        else if (type == "object")
        {
            var properties = new JsonObject();
            foreach (var name in Names.Take(_random.Next(Names.Length))) properties[name] = Node(depth - 1);
            schema["properties"] = properties;
            schema["required"] = new JsonArray([.. Names.Take(_random.Next(3)).Select(name => JsonValue.Create(name))]);
        }
        else if (type == "string" && _random.Next(3) == 0)
        {
            schema["enum"] = new JsonArray("a", "b");
        }

        return _random.Next(8) == 0
            ? new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) }
            : schema;
    }
}
