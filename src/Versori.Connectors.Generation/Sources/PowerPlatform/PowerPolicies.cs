using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi.Export;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Applies policies to the definition where a connector can state them. The others are warnings.</summary>
internal sealed class PowerPolicies(
    PowerProperties properties, JsonObject document, PowerSecurity security, SourceMap map)
{
    /// <summary>Applies all policies.</summary>
    public void Apply()
    {
        foreach (var policy in properties.Policies)
        {
            var isApplied = !policy.IsOfResponse && policy.Id switch
            {
                "setheader" => Set(policy, "header"),
                "setqueryparameter" => Set(policy, "query"),
                "dynamichosturl" => SetHost(policy),
                "routerequesttoendpoint" => Route(policy),
                _ => false,
            };
            if (!isApplied) policy.LeaveOut();
        }
    }

    private bool Set(PowerPolicy policy, string location)
    {
        if (policy.Text("name") is not { Length: > 0 } name || policy.Text("value") is not { } template) return false;
        var names = new List<string>();
        if (PowerExpression.Convert(template, names) is not { } value) return false;
        // A secret is in an auth method, which the parameters state.
        if (properties.HasSecret(names)) return IsPlaced(name);
        if (names.Count > 0)
        {
            var isForAll = location == "header" && policy.Operations.Count == 0
                && names.TrueForAll(used => properties.Find(used) is not null);
            if (!isForAll) return false;
            names.ForEach(properties.UseInput);
            security.Headers[name] = value;
            return true;
        }

        foreach (var operation in Selected(policy)) AddConstant(operation.Value, location, name, value);
        return true;
    }

    private bool IsPlaced(string name) => security.Methods.Values.OfType<ApiKeyAuth>()
        .Any(method => method.Placements.Any(placement => placement.Name == name));

    private static void AddConstant(JsonObject operation, string location, string name, string value)
    {
        var parameters = operation["parameters"] as JsonArray ?? [];
        operation["parameters"] = parameters;
        foreach (var parameter in parameters.OfType<JsonObject>().ToList())
        {
            if (IsText(parameter["name"], name) && IsText(parameter["in"], location)) parameters.Remove(parameter);
        }

        parameters.Add((JsonNode)new JsonObject
        {
            ["name"] = name,
            ["in"] = location,
            ["type"] = "string",
            ["default"] = value,
            ["x-ms-visibility"] = "internal",
        });
    }

    // The template replaces scheme and host. The base path stays.
    private bool SetHost(PowerPolicy policy)
    {
        var names = new List<string>();
        if (policy.Text("urlTemplate") is not { Length: > 0 } template) return false;
        if (PowerExpression.Convert(template.Trim(), names) is not { } url || properties.HasSecret(names)) return false;
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 && !url.StartsWith('{')) return false;
        var hasPath = url.AsSpan(scheme < 0 ? 0 : scheme + 3).Contains('/');
        var basePath = document["basePath"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        if (!hasPath) url = $"{url.TrimEnd('/')}/{basePath.Trim('/')}".TrimEnd('/');
        var server = OpenApiBuilder.Server(url, names.Select(properties.Input));
        foreach (var (name, input) in names.Select(name => (name, properties.Input(name))))
        {
            if (input.AllowedValues.Count > 0 && server["variables"]![name] is JsonObject variable)
                variable["enum"] = JsonCopy.Texts(input.AllowedValues);
        }

        if (policy.Operations.Count > 0)
        {
            foreach (var operation in Selected(policy))
                operation.Value["servers"] = new JsonArray(server.DeepClone());
            return true;
        }

        // The servers of OpenAPI 3 can have variables. The rest of the document is read by its structure.
        document.Remove("swagger");
        document.Remove("host");
        document["openapi"] = "3.0.3";
        document["servers"] = new JsonArray((JsonNode)server);
        map.Add("/servers", "/host");
        return true;
    }

    private bool Route(PowerPolicy policy)
    {
        if (policy.Text("newPath") is not { } newPath || !newPath.StartsWith('/')) return false;
        if (newPath.Contains('@', StringComparison.Ordinal) || policy.Operations.Count == 0) return false;
        var verb = policy.Text("httpMethod")?.Trim().ToLowerInvariant() ?? "";
        var keeps = verb.Length == 0 || verb.StartsWith('@');
        if (!keeps && verb is not ("get" or "put" or "post" or "delete" or "patch" or "head")) return false;
        foreach (var (path, own, item, operation) in Selected(policy))
        {
            operation[ExtensionNames.Path] = newPath;
            if (keeps || verb == own) continue;
            item.Remove(own);
            var paths = document["paths"]!.AsObject();
            var key = path;
            for (var i = 2; (paths[key] as JsonObject)?.ContainsKey(verb) == true; i++) key = $"{path}#{i}";
            var target = paths[key] as JsonObject ?? [];
            paths[key] = target;
            target[verb] = operation;
            map.Add(
                Pointer.Append(Pointer.Append("/paths", key), verb),
                Pointer.Append(Pointer.Append("/paths", path), own));
        }

        return true;
    }

    private IEnumerable<(string Path, string Verb, JsonObject Item, JsonObject Value)> Selected(PowerPolicy policy) =>
        PowerReader.Operations(document).Where(operation => policy.Operations.Count == 0
            || (operation.Value["operationId"] is JsonValue value && value.TryGetValue<string>(out var id)
                && policy.Operations.Contains(id)));

    private static bool IsText(JsonNode? node, string text) => node is JsonValue value
        && value.TryGetValue<string>(out var own) && own.Equals(text, StringComparison.OrdinalIgnoreCase);
}
