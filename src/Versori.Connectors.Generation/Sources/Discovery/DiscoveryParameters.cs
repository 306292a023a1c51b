using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Translates the parameters of methods, and those of the whole document.</summary>
internal sealed class DiscoveryParameters
{
    // Parameters of all methods that credentials replace, or that the endpoints of uploads and downloads set.
    private static readonly HashSet<string> Managed = new(StringComparer.Ordinal)
    {
        "alt", "callback", "key", "oauth_token", "access_token", "bearer_token", "uploadType", "upload_protocol",
        "userIp",
    };

    private readonly List<(string Name, Node Node)> _shared = [];

    public DiscoveryParameters(Node root)
    {
        foreach (var (name, node) in root.Object("parameters")?.Entries() ?? [])
        {
            if (!node.IsObject) node.Warn("A parameter must be an object. It is ignored.");
            else if (!Managed.Contains(name)) _shared.Add((name, node));
            else node.WarnLeftOut($"The parameter '{name}' is set by the engine. It is left out.");
        }
    }

    /// <summary>Returns the parameters of a method, followed by those of the document.</summary>
    public JsonArray Read(Node method)
    {
        var parameters = new JsonArray();
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, node) in method.Object("parameters")?.Entries() ?? [])
        {
            if (!node.IsObject)
            {
                node.Warn("A parameter must be an object. It is ignored.");
                continue;
            }

            own.Add(name);
            parameters.Add((JsonNode)Read(name, node));
        }

        foreach (var (name, node) in _shared.Where(shared => !own.Contains(shared.Name)))
            parameters.Add((JsonNode)Read(name, node));
        return parameters;
    }

    /// <summary>Returns a parameter that is always sent with the same value.</summary>
    public static JsonObject Constant(string name, string value) => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["required"] = true,
        ["schema"] = new JsonObject { ["type"] = "string", ["enum"] = JsonCopy.Texts([value]) },
    };

    private static JsonObject Read(string name, Node node)
    {
        var parameter = new JsonObject
        {
            ["name"] = name,
            ["in"] = node.Text("location") == "path" ? "path" : "query",
        };
        var schema = DiscoverySchemas.OfParameter(node.Value, node.Work);
        if (node.Flag("required") == true || node.Text("location") == "path") parameter["required"] = true;
        if (schema["description"] is { } description) parameter["description"] = description.DeepClone();
        schema.Remove("description");
        parameter["schema"] = schema;
        return parameter;
    }
}
