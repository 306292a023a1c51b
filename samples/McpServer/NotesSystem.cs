using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace McpServerSample;

/// <summary>The external system: notes behind an API key.</summary>
internal static class NotesSystem
{
    public const string Document =
        """
        {
          "openapi": "3.1.0",
          "info": { "title": "Notes", "version": "1" },
          "paths": {
            "/notes": {
              "get": { "operationId": "notes/list", "summary": "List notes",
                "responses": { "200": { "description": "OK" } } },
              "post": { "operationId": "notes/create", "summary": "Create a note",
                "requestBody": { "required": true, "content": { "application/json": { "schema": {
                  "type": "object", "required": ["text"],
                  "properties": { "text": { "type": "string", "description": "The text of the note." } } } } } },
                "responses": { "201": { "description": "Created" } } }
            },
            "/notes/{id}": {
              "delete": { "operationId": "notes/delete", "summary": "Delete a note",
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }],
                "responses": { "204": { "description": "Deleted" } } }
            }
          }
        }
        """;

    /// <summary>The API key. Set NOTES_KEY to choose it.</summary>
    private static readonly string Key = Environment.GetEnvironmentVariable("NOTES_KEY") ?? "notes-demo-key";

    private static readonly ConcurrentDictionary<int, string> Notes = new() { [1] = "Water the plants." };

    public static void Map(WebApplication app)
    {
        var notes = app.MapGroup("/notes");
        notes.AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Headers.Authorization == $"Bearer {Key}"
                ? await next(context)
                : Results.Unauthorized());
        notes.MapGet("/", () => Json(new JsonArray(
            [.. Notes.OrderBy(note => note.Key).Select(note => (JsonNode?)Of(note.Key, note.Value))])));
        notes.MapPost("/", async (HttpRequest request) =>
        {
            var body = await JsonNode.ParseAsync(request.Body);
            var id = Notes.Keys.Max() + 1;
            Notes[id] = body!["text"]!.GetValue<string>();
            return Json(Of(id, Notes[id]), 201);
        });
        notes.MapDelete("/{id:int}", (int id) => Notes.TryRemove(id, out _) ? Results.NoContent() : Results.NotFound());
    }

    private static JsonObject Of(int id, string text) => new() { ["id"] = id, ["text"] = text };

    private static IResult Json(JsonNode content, int status = 200) =>
        Results.Text(content.ToJsonString(), "application/json", statusCode: status);
}
