using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Agents.Tests;

/// <summary>A tracker of issues: its description, and what it responds.</summary>
internal static class TrackerSystem
{
    public const string Document =
        """
        {
          "openapi": "3.1.0",
          "info": { "title": "Tracker", "version": "1" },
          "paths": {
            "/issues": {
              "get": {
                "operationId": "issues/list", "summary": "List issues",
                "parameters": [
                  { "name": "filter[state]", "in": "query", "schema": { "enum": ["open", "closed"] } },
                  { "name": "count", "in": "query", "schema": { "type": "integer" } }
                ],
                "responses": { "200": { "description": "OK" } }
              },
              "post": {
                "operationId": "issues/create", "summary": "Create an issue",
                "requestBody": { "required": true, "content": { "application/json": { "schema": {
                  "type": "object", "required": ["title"],
                  "properties": {
                    "id": { "type": "integer", "readOnly": true },
                    "title": { "type": "string", "minLength": 3 },
                    "due date": { "type": "string", "format": "date" },
                    "lines": { "type": "array", "items": { "type": "object", "required": ["s k u"],
                      "properties": { "s k u": { "type": "string" } } } }
                  } } } } },
                "responses": { "201": { "description": "Created" } }
              }
            },
            "/issues/{id}": {
              "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }],
              "get": {
                "operationId": "issues/get", "summary": "Get an issue",
                "parameters": [{ "name": "id", "in": "query", "schema": { "type": "string" } }],
                "responses": { "200": { "description": "OK" } }
              },
              "delete": {
                "operationId": "issues/delete", "summary": "Delete an issue",
                "responses": { "204": { "description": "Gone" } }
              }
            },
            "/echo": {
              "get": { "operationId": "echo", "summary": "Echo the request",
                "responses": { "200": { "description": "OK" } } }
            }
          }
        }
        """;

    /// <summary>The bodies of the issues that were created.</summary>
    public static ConcurrentQueue<string> Created(LoopbackServer system) => new(
        system.Requests.Where(request => request.Method == "POST").Select(request => request.Text));

    public static async Task RespondAsync(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith($"Bearer {AgentHost.Canary}-", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 401;
            return;
        }

        var path = context.Request.Path.Value;
        switch (context.Request.Method, path)
        {
            case ("GET", "/issues"):
                var count = int.TryParse(context.Request.Query["count"], out var given) ? given : 2;
                await WriteAsync(context, new JsonObject
                {
                    ["items"] = new JsonArray([.. Enumerable.Range(1, count).Select(id => (JsonNode?)new JsonObject
                    {
                        ["id"] = id,
                        ["title"] = $"Issue {id} of {authorization[(8 + AgentHost.Canary.Length)..]}",
                        ["text"] = new string('x', 200),
                    })]),
                });
                break;
            case ("GET", "/echo"):
                await WriteAsync(context, new JsonObject { ["headers"] = authorization });
                break;
            case ("DELETE", _):
                context.Response.StatusCode = 204;
                break;
            case ("POST", _):
                context.Response.StatusCode = 201;
                await WriteAsync(context, new JsonObject { ["id"] = 7 });
                break;
            default:
                await WriteAsync(context, new JsonObject
                {
                    ["path"] = path,
                    ["query"] = context.Request.QueryString.Value,
                });
                break;
        }
    }

    private static Task WriteAsync(HttpContext context, JsonObject content)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(content.ToJsonString());
    }
}
