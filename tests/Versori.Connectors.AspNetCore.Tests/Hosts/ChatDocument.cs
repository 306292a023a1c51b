using System.Text;

namespace Versori.Connectors.AspNetCore.Tests.Hosts;

/// <summary>An API description that is attached to a message of a chat.</summary>
internal static class ChatDocument
{
    public const string Text = """
        {
          "openapi": "3.0.3",
          "info": { "title": "Warehouse", "version": "1" },
          "servers": [ { "url": "https://warehouse.example" } ],
          "components": { "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } } },
          "security": [ { "token": [] } ],
          "paths": {
            "/items": {
              "get": {
                "operationId": "items/list", "summary": "List items",
                "responses": { "200": { "description": "ok" } }
              },
              "post": {
                "operationId": "items/create", "summary": "Create an item",
                "responses": { "201": { "description": "ok" } }
              }
            },
            "/suppliers": {
              "get": {
                "operationId": "suppliers/list", "summary": "List suppliers",
                "responses": { "200": { "description": "ok" } }
              }
            }
          }
        }
        """;

    /// <summary>A form with a message, a mode, and perhaps the document.</summary>
    public static MultipartFormDataContent Message(TestPage page, string text, string mode, bool isAttached)
    {
        var token = page.Document.QuerySelector("form[data-stream] input[type=hidden]")!;
        var content = new MultipartFormDataContent
        {
            { new StringContent(token.GetAttribute("value")!), token.GetAttribute("name")! },
            { new StringContent(text), "text" },
            { new StringContent(mode), "mode" },
        };
        if (isAttached) content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Text)), "files", "warehouse.json");
        return content;
    }
}
