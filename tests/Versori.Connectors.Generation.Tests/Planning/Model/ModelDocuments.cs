using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Tests;

/// <summary>Makes OpenAPI documents for tests of chat models.</summary>
internal static class ModelDocuments
{
    /// <summary>A document of a shop, with texts of a test in the place of descriptions.</summary>
    public static ConnectorSource Shop(string id = "shop", string injected = "")
    {
        var document = new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject { ["title"] = id, ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = $"https://{id}.example" }),
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["oauth"] = JsonNode.Parse(
                        """
                        {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://login.example/token",
                        "scopes": {"orders.read": "", "orders.write": "", "customers.read": "", "admin": ""}}}}
                        """),
                },
            },
            ["paths"] = new JsonObject
            {
                ["/orders"] = new JsonObject
                {
                    ["get"] = Operation("orders/list", "List orders", "orders.read", injected),
                    ["post"] = Operation("orders/create", "Create an order", "orders.write"),
                },
                ["/orders/{order_id}"] = new JsonObject
                {
                    ["get"] = Operation("orders/get", "Get an order", "orders.read"),
                    ["delete"] = Operation("orders/delete", "Delete an order", "orders.write"),
                },
                ["/customers"] = new JsonObject
                {
                    ["get"] = Operation("customers/list", "List customers", "customers.read"),
                },
                ["/messages"] = new JsonObject
                {
                    ["post"] = Operation("messages/post", "Post a message to a channel", "admin"),
                },
                ["/exports"] = new JsonObject
                {
                    ["servers"] = new JsonArray(new JsonObject { ["url"] = "https://files.elsewhere.example" }),
                    ["get"] = Operation("exports/download", "Download an export", "admin"),
                },
            },
        };
        return ConnectorSource.OpenApi(document.ToJsonString()).WithId(id);
    }

    /// <summary>A document with many endpoints. The texts are made by a test.</summary>
    public static string Large(int endpoints, Func<int, string> id, Func<int, string> text)
    {
        var paths = new JsonObject();
        for (var at = 0; at < endpoints; at++)
        {
            paths[$"/things{at / 4}/{{id}}/parts{at}"] = new JsonObject
            {
                [at % 3 == 0 ? "post" : "get"] = new JsonObject
                {
                    ["operationId"] = id(at),
                    ["summary"] = text(at),
                    ["description"] = text(at + 1),
                    ["parameters"] = new JsonArray(
                        [.. Enumerable.Range(0, at % 50 == 0 ? 12 : 1).Select(number => (JsonNode)new JsonObject
                        {
                            ["name"] = number == 0 ? "id" : $"{id(number)}{number}",
                            ["in"] = number == 0 ? "path" : "query",
                            ["required"] = number == 0,
                            ["description"] = text(number),
                            ["schema"] = new JsonObject { ["type"] = "string" },
                        })]),
                    ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
                },
            };
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject { ["title"] = text(0), ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "https://large.example" }),
            ["paths"] = paths,
        }.ToJsonString();
    }

    private static JsonObject Operation(string id, string summary, string scope, string description = "") => new()
    {
        ["operationId"] = id,
        ["summary"] = summary,
        ["description"] = description,
        ["security"] = new JsonArray(new JsonObject { ["oauth"] = new JsonArray(scope) }),
        ["parameters"] = id is "orders/get" or "orders/delete"
            ? JsonNode.Parse("""[{"name": "order_id", "in": "path", "required": true, "schema": {"type": "integer"}}]""")
            : JsonNode.Parse("""[{"name": "since", "in": "query", "schema": {"type": "string", "format": "date"}}]"""),
        ["responses"] = JsonNode.Parse(
            """
            {"200": {"description": "OK", "content": {"application/json": {"schema": {"type": "object",
            "properties": {"order_id": {"type": "integer"}, "total": {"type": "number"}}}}}}}
            """),
    };
}
