using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Translates the definition of a Power Platform connector: OpenAPI 2.0 with extensions
/// (https://learn.microsoft.com/connectors/custom-connectors/openapi-extensions), and its properties.
/// </summary>
internal sealed class PowerReader
{
    private static readonly string[] DynamicExtensions =
    [
        "x-ms-dynamic-values", "x-ms-dynamic-list", "x-ms-dynamic-schema", "x-ms-dynamic-properties",
        "x-ms-dynamic-tree",
    ];

    private static readonly HashSet<string> Verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "get", "put", "post", "delete", "options", "head", "patch",
    };

    private readonly Node _root;
    private readonly JsonObject _document;
    private readonly PowerProperties _properties;
    private readonly PowerSecurity _security;

    private PowerReader(Node root, Node? properties)
    {
        _root = root;
        _document = JsonCopy.Of(root.Value, root.Work)!.AsObject();
        _properties = new(properties);
        _security = new(_properties, _document);
    }

    /// <summary>Whether a document is a definition, or properties in place of one.</summary>
    public static bool Matches(JsonElement root, ReadOnlySpan<byte> json)
    {
        if (PowerProperties.Matches(root)) return true;
        if (!root.TryGetProperty("swagger", out _)) return false;
        return root.TryGetProperty("x-ms-connector-metadata", out _)
            || json.IndexOf("\"x-ms-trigger\""u8) >= 0
            || json.IndexOf("\"x-ms-notification-content\""u8) >= 0
            || json.IndexOf("\"x-ms-dynamic-"u8) >= 0;
    }

    /// <summary>Translates a definition.</summary>
    /// <param name="root">The definition.</param>
    /// <param name="properties">The properties, if they are given.</param>
    /// <exception cref="ConnectorException">The document has no operations.</exception>
    public static Translation Read(Node root, Node? properties)
    {
        if (root.Find("swagger") is null && root.Find("openapi") is null)
        {
            throw DocumentErrors.Invalid(
                "/properties",
                "This is the apiProperties.json of a connector. Give its apiDefinition.swagger.json as the document, "
                + $"and this one with {nameof(ConnectorSource)}.{nameof(ConnectorSource.WithRelated)}.");
        }

        return new PowerReader(root, properties).Read();
    }

    /// <summary>The operations of a document, with their paths and methods.</summary>
    public static IEnumerable<(string Path, string Verb, JsonObject Item, JsonObject Value)> Operations(
        JsonObject document)
    {
        if (document["paths"] is not JsonObject paths) yield break;
        foreach (var (path, item) in paths.ToList())
        {
            if (item is not JsonObject found) continue;
            foreach (var (verb, operation) in found.ToList())
            {
                if (Verbs.Contains(verb) && operation is JsonObject value) yield return (path, verb, found, value);
            }
        }
    }

    private Translation Read()
    {
        var map = new SourceMap { IsIdentity = true };
        _security.Read();
        new PowerPolicies(_properties, _document, _security, map).Apply();
        foreach (var (path, verb, item, operation) in Operations(_document))
        {
            _root.Work.Step();
            Complete(operation);
            AddWebhook(path, verb, item, operation, map);
        }

        WarnDynamic(_root.Value, "", 0);
        return new(
            OpenApiBuilder.Write(_document),
            map,
            _security.Methods.ToDictionary(
                method => method.Key,
                method => (IReadOnlyList<AuthMethod>)[method.Value],
                StringComparer.Ordinal),
            [.. _properties.Inputs])
        {
            Headers = _security.Headers,
        };
    }

    // "x-ms-summary" is the title of a parameter or a property for people.
    private static void Complete(JsonObject operation)
    {
        if (operation["summary"] is null && operation["x-ms-summary"] is JsonValue summary)
            operation["summary"] = summary.DeepClone();
        foreach (var parameter in (operation["parameters"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (parameter["description"] is null && parameter["x-ms-summary"] is JsonValue title)
                parameter["description"] = title.DeepClone();
        }
    }

    // A trigger that the system calls: the operation subscribes, and the path states what is sent.
    private void AddWebhook(string path, string verb, JsonObject item, JsonObject operation, SourceMap map)
    {
        if (operation["x-ms-trigger"] is null) return;
        if (item["x-ms-notification-content"] is not JsonObject content) return;
        var id = operation["operationId"] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : Slug.Of($"{verb} {path}");
        var webhooks = _document["webhooks"] as JsonObject ?? [];
        _document["webhooks"] = webhooks;
        var received = new JsonObject();
        if (operation["summary"] is { } summary) received["summary"] = summary.DeepClone();
        var media = new JsonObject { ["schema"] = content["schema"]?.DeepClone() ?? new JsonObject() };
        received["requestBody"] = new JsonObject { ["content"] = new JsonObject { ["application/json"] = media } };
        received["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "" } };
        webhooks[id] = new JsonObject { ["post"] = received };
        map.Add(Pointer.Append("/webhooks", id), Pointer.Append(
            Pointer.Append("/paths", path), "x-ms-notification-content"));
    }

    private void WarnDynamic(JsonElement value, string pointer, int depth)
    {
        if (depth > DocumentParser.MaximumDepth) return;
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
                WarnDynamic(item, $"{pointer}/{index}", depth + 1);
            return;
        }

        if (value.ValueKind != JsonValueKind.Object) return;
        _root.Work.Step();
        foreach (var member in value.EnumerateObject())
        {
            var inner = Pointer.Append(pointer, member.Name);
            if (Array.IndexOf(DynamicExtensions, member.Name) >= 0)
            {
                new Node(member.Value, inner, _root.Log).WarnLeftOut(
                    $"'{member.Name}' is left out: what an operation returns for it is not filled in.");
            }
            else
            {
                WarnDynamic(member.Value, inner, depth + 1);
            }
        }
    }
}
